-- random program 7
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(5)
  say("w1 2")
  sleep(2)
  say("w1 4")
  say("w1 5 end")
end
local function w2()
  local function f7()
    say("w2.f7 8")
    sleep(2)
    say("w2.f7 10")
    return "f7"
  end
  for _, x in ipairs(gather({ spawn("f7", f7) }, { return_errors = true })) do
    say("w2 6 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 12 end")
end
local function w3()
  sleep(0)
  say("w3 14")
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 16 ok") elseif type(e) == "string" then say("w3 16 err " .. kind(e)) else error(e, 0) end end
  sleep(1)
  say("w3 18")
  sleep(5)
  say("w3 20")
  say("w3 21 end")
end
local function w4()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 22 ok") elseif type(e) == "string" then say("w4 22 err " .. kind(e)) else error(e, 0) end end
  ev:wait()
  say("w4 24 ev")
  local function f26()
    say("w4.f26 27")
    if T.w2 then say("w4.f26 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w4.f26 30")
    do local _ <close> = sm:hold()
      say("w4.f26 32 in")
      local function f34()
        say("w4.f26.f34 35")
        sleep(0)
        say("w4.f26.f34 37")
        if T.w2 then say("w4.f26.f34 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w4 then say("w4.f26.f34 cancels w4 " .. yn(T.w4:cancel())) end
        return "f34"
      end
      do local ok, e = pcall(function() say("w4.f26 33 " .. wait_for(3, spawn("f34", f34))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f26 33 err " .. kind(e)) else error(e, 0) end end end
    end
    return "f26"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f26", f26)
    if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w4 25 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w4 42 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w4 ' .. yn(T.w4:cancel()))
say('main cancels w4 ' .. yn(T.w4:cancel()))
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(5)
ev:set()
sleep(5)
say('main ends')
