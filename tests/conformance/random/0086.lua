-- random program 86
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  sleep(5)
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f4 7 woken")
    end
    sleep(5)
    say("w1.f4 9")
    sleep(2)
    say("w1.f4 11")
    return "f4"
  end
  local function f12()
    say("w1.f12 13")
    if not q:empty() then say("w1.f12 took " .. q:get_nowait()) end
    if not q:empty() then say("w1.f12 took " .. q:get_nowait()) end
    do local _ <close> = sm:hold()
      say("w1.f12 17 in")
      say("w1.f12 got " .. q:get())
    end
    return "f12"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f4", f4), spawn("f12", f12) }, { timeout = 0 }) do say("w1 3 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
  say("w1 19 end")
end
local function w2()
  sleep(1)
  say("w2 21")
  do local _ <close> = defer(function()
    sleep(3)
    say("w2 22 finally")
  end)
    do local ok, e = pcall(timeout, 2, function()
      if not q:full() then q:put_nowait(24) end
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w2 23 timeout") elseif not ok then error(e, 0) end end
    sleep(2)
    say("w2 27")
  end
  current():cancel()
  do local _ <close> = sm:hold()
    say("w2 30 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 32 woken")
    end
    say("w2 size " .. q:size())
  end
  do local ok, e = pcall(timeout, 2, function()
    current():cancel()
    local function f37()
      say("w2.f37 38")
      do local ok, e = pcall(function()
        sleep(0)
        say("w2.f37 41")
      end)
        if is(e, Cancelled) then say("w2.f37 39 cancelled swallow")
        elseif not ok then error(e, 0) end end
      say("w2.f37 got " .. q:get())
      sleep(2)
      say("w2.f37 44")
      return "f37"
    end
    local function f45()
      say("w2.f45 46")
      local function f48()
        say("w2.f45.f48 49")
        say("w2.f45.f48 51")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w2.f45.f48 54")
        return "f48"
      end
      local function f55()
        say("w2.f45.f55 56")
        if T.w1 then say("w2.f45.f55 cancels w1 " .. yn(T.w1:cancel())) end
        return "f55"
      end
      local function f58()
        say("w2.f45.f58 59")
        q:put(60)
        say("w2.f45.f58 61 put 60")
        return "f58"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f48", f48)
        tg:spawn("f55", f55)
        tg:spawn("f58", f58)
        ev:set()
        say("w2.f45 count " .. current():cancelling())
        if not q:empty() then say("w2.f45 took " .. q:get_nowait()) end
      end)
        if is(e, ErrorGroup) then say("w2.f45 47 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f45"
    end
    local function f65()
      say("w2.f65 66")
      say("w2.f65 got " .. q:get())
      do local _ <close> = lk:hold()
        say("w2.f65 69 in")
        ev:wait()
        say("w2.f65 71 ev")
      end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f65 72 ok") elseif type(e) == "string" then say("w2.f65 72 err " .. kind(e)) else error(e, 0) end end
      return "f65"
    end
    do local ok, e = pcall(function() say("w2 36 got " .. table.concat({ gather { spawn("f37", f37), spawn("f45", f45), spawn("f65", f65) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 36 err " .. kind(e)) else error(e, 0) end end end
    say("w2 74")
  end)
    if is(e, Timeout) then say("w2 34 timeout") elseif not ok then error(e, 0) end end
  say("w2 75 end")
end
local function w3()
  current():cancel()
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 78 ok") elseif type(e) == "string" then say("w3 78 err " .. kind(e)) else error(e, 0) end end
  local function f80()
    say("w3.f80 81")
    if T.w2 then say("w3.f80 cancels w2 " .. yn(T.w2:cancel())) end
    if not q:empty() then say("w3.f80 took " .. q:get_nowait()) end
    error("E84", 0)
  end
  do local ok, e = pcall(function() say("w3 79 " .. wait_for(0, spawn("f80", f80))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 79 err " .. kind(e)) else error(e, 0) end end end
  say("w3 85 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(0)
ev:set()
sleep(5)
say('main ends')
