-- random program 147
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 got " .. q:get())
  local function f3()
    say("w1.f3 4")
    do local ok, e = pcall(timeout, 3, function()
      sleep(3)
      say("w1.f3 7")
      do local _ <close> = sm:hold()
        say("w1.f3 9 in")
        if not q:empty() then say("w1.f3 took " .. q:get_nowait()) end
      end
      do local _ <close> = sm:hold()
        say("w1.f3 12 in")
        q:put(13)
        say("w1.f3 14 put 13")
        say("w1.f3 16")
      end
    end)
      if is(e, Timeout) then say("w1.f3 5 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(17) end
    return "f3"
  end
  local function f18()
    say("w1.f18 19")
    sleep(3)
    say("w1.f18 21")
    return "f18"
  end
  local function f22()
    say("w1.f22 23")
    sleep(1)
    say("w1.f22 25")
    if T.w2 then say("w1.f22 cancels w2 " .. yn(T.w2:cancel())) end
    sleep(1)
    say("w1.f22 28")
    return "f22"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f3", f3), spawn("f18", f18), spawn("f22", f22) }, { timeout = 1 }) do say("w1 2 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  local function f30()
    say("w1.f30 31")
    local function f33()
      say("w1.f30.f33 34")
      say("w1.f30.f33 36")
      return "f33"
    end
    for _, x in ipairs(gather({ spawn("f33", f33) }, { return_errors = true })) do
      say("w1.f30 32 " .. (x.ok and x.value or kind(x.error)))
    end
    error("E37", 0)
  end
  local function f38()
    say("w1.f38 39")
    if not q:empty() then say("w1.f38 took " .. q:get_nowait()) end
    error("E41", 0)
  end
  local function f42()
    say("w1.f42 43")
    say("w1.f42 45")
    sleep(2)
    say("w1.f42 47")
    say("w1.f42 49")
    return "f42"
  end
  do local ok, e = pcall(function() say("w1 29 got " .. table.concat({ gather { spawn("f30", f30), spawn("f38", f38), spawn("f42", f42) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 29 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 51")
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 53 end")
end
local function w2()
  do local ok, e = pcall(function()
    ev:wait()
    say("w2 56 ev")
    local function f58()
      say("w2.f58 59")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f58 61 woken")
      end
      do local ok, e = pcall(function()
        if not q:full() then q:put_nowait(63) end
      end)
        if is(e, Cancelled) then say("w2.f58 62 cancelled swallow")
        elseif not ok then error(e, 0) end end
      sleep(5)
      say("w2.f58 65")
      return "f58"
    end
    local function f66()
      say("w2.f66 67")
      do local ok, e = pcall(timeout, 0, function()
        ev:wait()
        say("w2.f66 70 ev")
        ev:wait()
        say("w2.f66 72 ev")
      end)
        if is(e, Timeout) then say("w2.f66 68 timeout") elseif not ok then error(e, 0) end end
      sleep(2)
      say("w2.f66 74")
      current():cancel()
      return "f66"
    end
    local function f76()
      say("w2.f76 77")
      ev:set()
      if T.w3 then say("w2.f76 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:clear()
      return "f76"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f58", f58), spawn("f66", f66), spawn("f76", f76) }, { timeout = 0 }) do say("w2 57 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 57 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w2 54 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(0)
  say("w2 82")
  sleep(1)
  say("w2 84")
  say("w2 count " .. current():cancelling())
  say("w2 86 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 89 woken")
    end
  end)
    if is(e, Timeout) then say("w3 87 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w3 91 in")
    do local ok, e = pcall(function()
      ev:set()
      sleep(1)
      say("w3 95")
    end)
      if is(e, Cancelled) then say("w3 92 cancelled err")
        error("X92", 0)
      elseif not ok then error(e, 0) end end
  end
  sleep(5)
  say("w3 97")
  say("w3 98 end")
end
local function w4()
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4 101 woken")
    end
    local function f103()
      say("w4.f103 104")
      if T.w3 then say("w4.f103 cancels w3 " .. yn(T.w3:cancel())) end
      if T.w1 then say("w4.f103 cancels w1 " .. yn(T.w1:cancel())) end
      return "f103"
    end
    local function f107()
      say("w4.f107 108")
      ev:clear()
      if not q:full() then q:put_nowait(110) end
      q:put(111)
      say("w4.f107 112 put 111")
      return "f107"
    end
    for _, x in ipairs(gather({ spawn("f103", f103), spawn("f107", f107) }, { return_errors = true })) do
      say("w4 102 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Cancelled) then say("w4 99 cancelled err")
      error("X99", 0)
    elseif not ok then error(e, 0) end end
  sleep(5)
  say("w4 115")
  sleep(1)
  say("w4 117")
  sleep(2)
  say("w4 119")
  say("w4 120 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(2)
ev:set()
ev:set()
sleep(1)
sleep(5)
say('main ends')
