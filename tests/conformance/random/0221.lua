-- random program 221
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
    do local _ <close> = sm:hold()
      say("w1.f2 5 in")
      do local ok, e = pcall(function()
        if T.w1 then say("w1.f2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f2 9")
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1.f2 6 cancelled err")
          error("X6", 0)
        elseif not ok then error(e, 0) end end
      local function f12()
        say("w1.f2.f12 13")
        sleep(2)
        say("w1.f2.f12 15")
        if T.w6 then say("w1.f2.f12 cancels w6 " .. yn(T.w6:cancel())) end
        return "f12"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12) }, { timeout = 0 }) do say("w1.f2 11 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 11 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w1.f2 18")
    end
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 " .. wait_for(0, spawn("f2", f2))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  say("w1 size " .. q:size())
  q:put(20)
  say("w1 21 put 20")
  local function f23()
    say("w1.f23 24")
    sleep(2)
    say("w1.f23 26")
    say("w1.f23 count " .. current():cancelling())
    error("E28", 0)
  end
  local function f29()
    say("w1.f29 30")
    say("w1.f29 32")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f29"
  end
  local function f34()
    say("w1.f34 35")
    if not q:full() then q:put_nowait(36) end
    error("E37", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f23", f23)
    tg:spawn("f29", f29)
    tg:spawn("f34", f34)
  end)
    if is(e, ErrorGroup) then say("w1 22 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 38 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 40 woken")
  end
  do local ok, e = pcall(timeout, 1, function()
    sleep(5)
    say("w2 43")
    say("w2 45")
    if not q:full() then q:put_nowait(46) end
  end)
    if is(e, Timeout) then say("w2 41 timeout") elseif not ok then error(e, 0) end end
  say("w2 47 end")
end
local function w3()
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  local function f50()
    say("w3.f50 51")
    do local ok, e = pcall(timeout, 0, function()
      local function f54()
        say("w3.f50.f54 55")
        sleep(2)
        say("w3.f50.f54 57")
        return "f54"
      end
      do local ok, e = pcall(function() say("w3.f50 53 " .. wait_for(0, spawn("f54", f54))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f50 53 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w3.f50 52 timeout") elseif not ok then error(e, 0) end end
    say("w3.f50 got " .. q:get())
    error("E59", 0)
  end
  local function f60()
    say("w3.f60 61")
    ev:wait()
    say("w3.f60 63 ev")
    return "f60"
  end
  local function f64()
    say("w3.f64 65")
    say("w3.f64 67")
    sleep(0)
    say("w3.f64 69")
    return "f64"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f50", f50), spawn("f60", f60), spawn("f64", f64) }, { timeout = nil }) do say("w3 49 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 49 err " .. kind(e)) else error(e, 0) end end end
  say("w3 70 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 72 in")
    do local ok, e = pcall(function()
      sleep(1)
      say("w4 75")
    end)
      if is(e, Cancelled) then say("w4 73 cancelled swallow")
      elseif not ok then error(e, 0) end end
    local function f77()
      say("w4.f77 78")
      if T.w1 then say("w4.f77 cancels w1 " .. yn(T.w1:cancel())) end
      if not q:empty() then say("w4.f77 took " .. q:get_nowait()) end
      error("E81", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f77", f77)
      sleep(0)
      say("w4 83")
      q:put(84)
      say("w4 85 put 84")
    end)
      if is(e, ErrorGroup) then say("w4 76 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  say("w4 got " .. q:get())
  sleep(0)
  say("w4 88")
  say("w4 89 end")
end
local function w5()
  local function f91()
    say("w5.f91 92")
    sleep(2)
    say("w5.f91 94")
    say("w5.f91 count " .. current():cancelling())
    say("w5.f91 size " .. q:size())
    return "f91"
  end
  do local ok, e = pcall(function() say("w5 90 got " .. table.concat({ gather { spawn("f91", f91) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 90 err " .. kind(e)) else error(e, 0) end end end
  if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  sleep(1)
  say("w5 99")
  if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
  say("w5 102")
  say("w5 103 end")
end
local function w6()
  local function f105()
    say("w6.f105 106")
    do local _ <close> = defer(function()
      sleep(2)
      say("w6.f105 107 finally")
    end)
      if T.w3 then say("w6.f105 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if not q:full() then q:put_nowait(109) end
      say("w6.f105 111")
    end
    return "f105"
  end
  local function f112()
    say("w6.f112 113")
    ev:set()
    return "f112"
  end
  local function f115()
    say("w6.f115 116")
    if T.w3 then say("w6.f115 cancels w3 " .. yn(T.w3:cancel())) end
    say("w6.f115 count " .. current():cancelling())
    return "f115"
  end
  do local dn, pn = wait({ spawn("f105", f105), spawn("f112", f112), spawn("f115", f115) }, { return_when = "first", timeout = 1 })
    say("w6 104 done " .. #dn .. " pending " .. #pn) end
  ev:clear()
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  say("w6 count " .. current():cancelling())
  say("w6 got " .. q:get())
  say("w6 123 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
sleep(30)
say('main ends')
