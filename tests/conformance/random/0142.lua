-- random program 142
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    current():cancel()
    say("w1 5")
  end
  q:put(6)
  say("w1 7 put 6")
  say("w1 9")
  local function f11()
    say("w1.f11 12")
    say("w1.f11 barrier " .. br:wait())
    return "f11"
  end
  do local ok, e = pcall(function() say("w1 10 " .. wait_for(0, spawn("f11", f11))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 10 err " .. kind(e)) else error(e, 0) end end end
  say("w1 14 end")
end
local function w2()
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  do local _ <close> = lk:hold()
    say("w2 17 in")
    do local _ <close> = lk:hold()
      say("w2 19 in")
      sleep(3)
      say("w2 21")
    end
    ev:set()
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end
  say("w2 25")
  do local ok, e = pcall(function()
    do local _ <close> = lk:hold()
      say("w2 28 in")
      ev:set()
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2 30 ok") elseif type(e) == "string" then say("w2 30 err " .. kind(e)) else error(e, 0) end end
    end
  end)
    if is(e, Cancelled) then say("w2 26 cancelled swallow")
    elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w2 32 in")
    say("w2 34")
  end
  say("w2 35 end")
end
local function w3()
  local function f37()
    say("w3.f37 38")
    ev:set()
    do local _ <close> = lk:hold()
      say("w3.f37 41 in")
      say("w3.f37 got " .. q:get())
    end
    return "f37"
  end
  for _, x in ipairs(gather({ spawn("f37", f37) }, { return_errors = true })) do
    say("w3 36 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:clear()
  say("w3 got " .. q:get())
  say("w3 45 end")
end
local function w4()
  say("w4 barrier " .. br:wait())
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 48 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w5 barrier " .. br:wait())
  sleep(1)
  say("w5 52")
  say("w5 53 end")
end
local function w6()
  say("w6 size " .. q:size())
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w6 55 ok") elseif type(e) == "string" then say("w6 55 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  say("w6 57 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(10)
say('main ends')
