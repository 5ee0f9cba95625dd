-- random program 212
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:clear()
  say("w1 3 end")
end
local function w2()
  sleep(1)
  say("w2 5")
  say("w2 got " .. q:get())
  local function f8()
    say("w2.f8 9")
    ev:clear()
    sleep(2)
    say("w2.f8 12")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f8 13 ok") elseif type(e) == "string" then say("w2.f8 13 err " .. kind(e)) else error(e, 0) end end
    error("E14", 0)
  end
  local function f15()
    say("w2.f15 16")
    q:put(17)
    say("w2.f15 18 put 17")
    error("E19", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f8", f8)
    tg:spawn("f15", f15)
    if not q:full() then q:put_nowait(20) end
    do local _ <close> = lk:hold()
      say("w2 22 in")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 23 ok") elseif type(e) == "string" then say("w2 23 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2 24 ok") elseif type(e) == "string" then say("w2 24 err " .. kind(e)) else error(e, 0) end end
    end
  end)
    if is(e, ErrorGroup) then say("w2 7 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 25 end")
end
local function w3()
  say("w3 count " .. current():cancelling())
  sleep(1)
  say("w3 28")
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 29 ok") elseif type(e) == "string" then say("w3 29 err " .. kind(e)) else error(e, 0) end end
  say("w3 30 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
sleep(5)
say('main ends')
