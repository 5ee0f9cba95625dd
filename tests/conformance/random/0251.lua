-- random program 251
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
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  local function f3()
    say("w1.f3 4")
    if not q:full() then q:put_nowait(5) end
    do local ok, e = pcall(function()
      local function f8()
        say("w1.f3.f8 9")
        sleep(1)
        say("w1.f3.f8 11")
        if T.w6 then say("w1.f3.f8 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(3)
        say("w1.f3.f8 14")
        return "f8"
      end
      local function f15()
        say("w1.f3.f15 16")
        say("w1.f3.f15 18")
        ev:set()
        if T.w5 then say("w1.f3.f15 cancels w5 " .. yn(T.w5:cancel())) end
        error("E21", 0)
      end
      local function f22()
        say("w1.f3.f22 23")
        sleep(2)
        say("w1.f3.f22 25")
        sleep(0)
        say("w1.f3.f22 27")
        sleep(1)
        say("w1.f3.f22 29")
        return "f22"
      end
      for _, x in ipairs(gather({ spawn("f8", f8), spawn("f15", f15), spawn("f22", f22) }, { return_errors = true })) do
        say("w1.f3 7 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Cancelled) then say("w1.f3 6 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f3"
  end
  do local ok, e = pcall(function() say("w1 2 got " .. table.concat({ gather { spawn("f3", f3) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  sleep(5)
  say("w1 31")
  if not q:full() then q:put_nowait(32) end
  say("w1 size " .. q:size())
  say("w1 34 end")
end
local function w2()
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 37 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    sleep(0)
    say("w3 40")
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3 43 ok") elseif type(e) == "string" then say("w3 43 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Cancelled) then say("w3 42 cancelled uncancel")
          say("w3 42 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      if not q:empty() then say("w3 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w3 41 cancelled err")
        error("X41", 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      do local _ <close> = defer(function()
        say("w3 46 finally")
      end)
        ev:set()
      end
      sleep(2)
      say("w3 49")
    end)
      if is(e, Cancelled) then say("w3 45 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 38 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w3 51")
  say("w3 52 end")
end
local function w4()
  local function f54()
    say("w4.f54 55")
    ev:set()
    return "f54"
  end
  local function f57()
    say("w4.f57 58")
    local function f60()
      say("w4.f57.f60 61")
      do local ok, e = pcall(function()
        if T.w2 then say("w4.f57.f60 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w2 then say("w4.f57.f60 cancels w2 " .. yn(T.w2:cancel())) end
      end)
        if is(e, Cancelled) then say("w4.f57.f60 62 cancelled err")
          error("X62", 0)
        elseif not ok then error(e, 0) end end
      error("E65", 0)
    end
    local function f66()
      say("w4.f57.f66 67")
      sleep(3)
      say("w4.f57.f66 69")
      error("E70", 0)
    end
    local function f71()
      say("w4.f57.f71 72")
      say("w4.f57.f71 74")
      sleep(2)
      say("w4.f57.f71 76")
      return "f71"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f60", f60), spawn("f66", f66), spawn("f71", f71) }, { timeout = 5 }) do say("w4.f57 59 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f57 59 err " .. kind(e)) else error(e, 0) end end end
    if T.w5 then say("w4.f57 cancels w5 " .. yn(T.w5:cancel())) end
    return "f57"
  end
  do local dn, pn = wait({ spawn("f54", f54), spawn("f57", f57) }, { return_when = "first", timeout = nil })
    say("w4 53 done " .. #dn .. " pending " .. #pn) end
  sleep(1)
  say("w4 79")
  say("w4 80 end")
end
local function w5()
  if T.w3 then say("w5 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w5 got " .. q:get())
  local function f84()
    say("w5.f84 85")
    do local _ <close> = lk:hold()
      say("w5.f84 87 in")
      sleep(1)
      say("w5.f84 89")
      if not q:empty() then say("w5.f84 took " .. q:get_nowait()) end
      if T.w5 then say("w5.f84 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if T.w2 then say("w5.f84 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f84"
  end
  local function f94()
    say("w5.f94 95")
    ev:wait()
    say("w5.f94 97 ev")
    error("E98", 0)
  end
  do local dn, pn = wait({ spawn("f84", f84), spawn("f94", f94) }, { return_when = "all", timeout = 2 })
    say("w5 83 done " .. #dn .. " pending " .. #pn) end
  sleep(0)
  say("w5 100")
  sleep(0)
  say("w5 102")
  say("w5 103 end")
end
local function w6()
  do local ok, e = pcall(function()
    if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
  end)
    if is(e, Cancelled) then say("w6 104 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w6 107")
  say("w6 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(3)
sleep(5)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
