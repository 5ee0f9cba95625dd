-- random program 32
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
  local function f2()
    say("w1.f2 3")
    sleep(0)
    say("w1.f2 5")
    do local _ <close> = lk:hold()
      say("w1.f2 7 in")
      do local _ <close> = lk:hold()
        say("w1.f2 9 in")
        say("w1.f2 count " .. current():cancelling())
      end
      do local _ <close> = defer(function()
        sleep(0)
        say("w1.f2 11 finally")
      end)
        sleep(5)
        say("w1.f2 13")
        say("w1.f2 15")
        if T.w2 then say("w1.f2 cancels w2 " .. yn(T.w2:cancel())) end
      end
      say("w1.f2 18")
    end
    if not q:full() then q:put_nowait(19) end
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 got " .. table.concat({ gather { spawn("f2", f2) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = lk:hold()
    say("w1 21 in")
    sleep(5)
    say("w1 23")
  end
  ev:set()
  say("w1 25 end")
end
local function w2()
  do local ok, e = pcall(function()
    sleep(0)
    say("w2 28")
    local function f30()
      say("w2.f30 31")
      if T.w2 then say("w2.f30 cancels w2 " .. yn(T.w2:cancel())) end
      if T.w3 then say("w2.f30 cancels w3 " .. yn(T.w3:cancel())) end
      return "f30"
    end
    do local ok, e = pcall(function() say("w2 29 " .. wait_for(3, spawn("f30", f30))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 29 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w2 26 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 35")
  ev:wait()
  say("w2 37 ev")
  say("w2 38 end")
end
local function w3()
  sleep(1)
  say("w3 40")
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 42 end")
end
local function w4()
  sleep(1)
  say("w4 44")
  do local ok, e = pcall(timeout, 1, function()
    sleep(3)
    say("w4 47")
    say("w4 49")
  end)
    if is(e, Timeout) then say("w4 45 timeout") elseif not ok then error(e, 0) end end
  sleep(3)
  say("w4 51")
  sleep(0)
  say("w4 53")
  say("w4 54 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(1)
sleep(5)
say('main ends')
