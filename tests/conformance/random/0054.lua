-- random program 54
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
  local function f2()
    say("w1.f2 3")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f2 6 woken")
      end
      if not q:empty() then say("w1.f2 took " .. q:get_nowait()) end
      if not q:full() then q:put_nowait(8) end
    end)
      if is(e, Cancelled) then say("w1.f2 4 cancelled cleanup")
        sleep(0)
        say("w1.f2 4 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f2"
  end
  local function f9()
    say("w1.f9 10")
    do local ok, e = pcall(function()
      local function f13()
        say("w1.f9.f13 14")
        ev:wait()
        say("w1.f9.f13 16 ev")
        if not q:empty() then say("w1.f9.f13 took " .. q:get_nowait()) end
        ev:clear()
        return "f13"
      end
      local function f19()
        say("w1.f9.f19 20")
        ev:clear()
        return "f19"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f13", f13)
        tg:spawn("f19", f19)
      end)
        if is(e, ErrorGroup) then say("w1.f9 12 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1.f9 11 cancelled uncancel")
        say("w1.f9 11 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    local function f23()
      say("w1.f9.f23 24")
      say("w1.f9.f23 26")
      do local _ <close> = sm:hold()
        say("w1.f9.f23 28 in")
        say("w1.f9.f23 30")
        ev:set()
      end
      return "f23"
    end
    do local dn, pn = wait({ spawn("f23", f23) }, { return_when = "all", timeout = 1 })
      say("w1.f9 22 done " .. #dn .. " pending " .. #pn) end
    if T.w1 then say("w1.f9 cancels w1 " .. yn(T.w1:cancel())) end
    return "f9"
  end
  do local ok, e = pcall(function() say("w1 1 got " .. table.concat({ gather { spawn("f2", f2), spawn("f9", f9) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 35")
  sleep(3)
  say("w1 37")
  ev:set()
  say("w1 39 end")
end
local function w2()
  local function f41()
    say("w2.f41 42")
    local function f44()
      say("w2.f41.f44 45")
      do local _ <close> = lk:hold()
        say("w2.f41.f44 47 in")
        if not q:empty() then say("w2.f41.f44 took " .. q:get_nowait()) end
        if not q:empty() then say("w2.f41.f44 took " .. q:get_nowait()) end
      end
      return "f44"
    end
    local function f50()
      say("w2.f41.f50 51")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      if T.w4 then say("w2.f41.f50 cancels w4 " .. yn(T.w4:cancel())) end
      return "f50"
    end
    local function f54()
      say("w2.f41.f54 55")
      if T.w3 then say("w2.f41.f54 cancels w3 " .. yn(T.w3:cancel())) end
      sleep(0)
      say("w2.f41.f54 58")
      return "f54"
    end
    do local ok, e = pcall(function() say("w2.f41 43 got " .. table.concat({ gather { spawn("f44", f44), spawn("f50", f50), spawn("f54", f54) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f41 43 err " .. kind(e)) else error(e, 0) end end end
    return "f41"
  end
  local function f59()
    say("w2.f59 60")
    if T.w2 then say("w2.f59 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w5 then say("w2.f59 cancels w5 " .. yn(T.w5:cancel())) end
    say("w2.f59 got " .. q:get())
    return "f59"
  end
  local function f64()
    say("w2.f64 65")
    ev:clear()
    say("w2.f64 68")
    return "f64"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f41", f41), spawn("f59", f59), spawn("f64", f64) }, { timeout = 2 }) do say("w2 40 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 40 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(69) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 71 end")
end
local function w3()
  ev:clear()
  do local ok, e = pcall(timeout, 2, function()
    local function f75()
      say("w3.f75 76")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w3.f75 77 ok") elseif type(e) == "string" then say("w3.f75 77 err " .. kind(e)) else error(e, 0) end end
      sleep(5)
      say("w3.f75 79")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f75"
    end
    local function f81()
      say("w3.f81 82")
      if T.w6 then say("w3.f81 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      sleep(2)
      say("w3.f81 85")
      return "f81"
    end
    do local ok, e = pcall(function() say("w3 74 got " .. table.concat({ gather { spawn("f75", f75), spawn("f81", f81) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 74 err " .. kind(e)) else error(e, 0) end end end
    sleep(5)
    say("w3 87")
  end)
    if is(e, Timeout) then say("w3 73 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  ev:wait()
  say("w3 90 ev")
  sleep(3)
  say("w3 92")
  say("w3 93 end")
end
local function w4()
  if not q:full() then q:put_nowait(94) end
  local function f96()
    say("w4.f96 97")
    say("w4.f96 got " .. q:get())
    return "f96"
  end
  do local dn, pn = wait({ spawn("f96", f96) }, { return_when = "all", timeout = 5 })
    say("w4 95 done " .. #dn .. " pending " .. #pn) end
  say("w4 99 end")
end
local function w5()
  if not q:full() then q:put_nowait(100) end
  if not q:full() then q:put_nowait(101) end
  local function f103()
    say("w5.f103 104")
    do local _ <close> = lk:hold()
      say("w5.f103 106 in")
      sleep(1)
      say("w5.f103 108")
      if not q:empty() then say("w5.f103 took " .. q:get_nowait()) end
    end
    ev:clear()
    return "f103"
  end
  local function f111()
    say("w5.f111 112")
    say("w5.f111 114")
    say("w5.f111 116")
    say("w5.f111 118")
    return "f111"
  end
  local function f119()
    say("w5.f119 120")
    ev:wait()
    say("w5.f119 122 ev")
    return "f119"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f103", f103), spawn("f111", f111), spawn("f119", f119) }, { timeout = 3 }) do say("w5 102 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 102 err " .. kind(e)) else error(e, 0) end end end
  say("w5 123 end")
end
local function w6()
  do local _ <close> = lk:hold()
    say("w6 125 in")
    if T.w1 then say("w6 cancels w1 " .. yn(T.w1:cancel())) end
  end
  local function f128()
    say("w6.f128 129")
    q:put(130)
    say("w6.f128 131 put 130")
    sleep(0)
    say("w6.f128 133")
    return "f128"
  end
  local function f134()
    say("w6.f134 135")
    say("w6.f134 137")
    if not q:full() then q:put_nowait(138) end
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w6.f134 139 ok") elseif type(e) == "string" then say("w6.f134 139 err " .. kind(e)) else error(e, 0) end end
    return "f134"
  end
  for _, x in ipairs(gather({ spawn("f128", f128), spawn("f134", f134) }, { return_errors = true })) do
    say("w6 127 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w6 got " .. q:get())
  say("w6 142")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w6 144 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(2)
sleep(2)
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(5)
say('main ends')
