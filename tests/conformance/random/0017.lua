-- random program 17
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
    ev:set()
    say("w1.f3 7")
    error("E8", 0)
  end
  local function f9()
    say("w1.f9 10")
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = lk:hold()
        say("w1.f9 13 in")
        if not q:full() then q:put_nowait(14) end
        sleep(5)
        say("w1.f9 16")
        say("w1.f9 18")
      end
      ev:clear()
      if not q:full() then q:put_nowait(20) end
    end)
      if is(e, Timeout) then say("w1.f9 11 timeout") elseif not ok then error(e, 0) end end
    ev:wait()
    say("w1.f9 22 ev")
    local function f24()
      say("w1.f9.f24 25")
      if not q:empty() then say("w1.f9.f24 took " .. q:get_nowait()) end
      do local _ <close> = lk:hold()
        say("w1.f9.f24 28 in")
        sleep(0)
        say("w1.f9.f24 30")
        ev:wait()
        say("w1.f9.f24 32 ev")
        if not q:empty() then say("w1.f9.f24 took " .. q:get_nowait()) end
      end
      sleep(5)
      say("w1.f9.f24 35")
      return "f24"
    end
    local function f36()
      say("w1.f9.f36 37")
      local function f39()
        say("w1.f9.f36.f39 40")
        if not q:empty() then say("w1.f9.f36.f39 took " .. q:get_nowait()) end
        return "f39"
      end
      local function f42()
        say("w1.f9.f36.f42 43")
        say("w1.f9.f36.f42 45")
        if not q:empty() then say("w1.f9.f36.f42 took " .. q:get_nowait()) end
        return "f42"
      end
      local function f47()
        say("w1.f9.f36.f47 48")
        say("w1.f9.f36.f47 got " .. q:get())
        error("E50", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f39", f39), spawn("f42", f42), spawn("f47", f47) }, { timeout = 3 }) do say("w1.f9.f36 38 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f9.f36 38 err " .. kind(e)) else error(e, 0) end end end
      local function f52()
        say("w1.f9.f36.f52 53")
        ev:set()
        sleep(5)
        say("w1.f9.f36.f52 56")
        error("E57", 0)
      end
      do local dn, pn = wait({ spawn("f52", f52) }, { return_when = "all", timeout = 5 })
        say("w1.f9.f36 51 done " .. #dn .. " pending " .. #pn) end
      error("E58", 0)
    end
    local function f59()
      say("w1.f9.f59 60")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f59"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f24", f24)
      tg:spawn("f36", f36)
      tg:spawn("f59", f59)
    end)
      if is(e, ErrorGroup) then say("w1.f9 23 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f9"
  end
  local function f62()
    say("w1.f62 63")
    say("w1.f62 count " .. current():cancelling())
    return "f62"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f3", f3)
    tg:spawn("f9", f9)
    tg:spawn("f62", f62)
    sleep(1)
    say("w1 66")
    q:put(67)
    say("w1 68 put 67")
  end)
    if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 70")
  say("w1 72")
  say("w1 73 end")
end
local function w2()
  say("w2 75")
  do local ok, e = pcall(function()
    do local _ <close> = defer(function()
      say("w2 77 finally")
    end)
      if not q:full() then q:put_nowait(78) end
      ev:wait()
      say("w2 80 ev")
      ev:clear()
    end
    sleep(3)
    say("w2 83")
  end)
    if is(e, Cancelled) then say("w2 76 cancelled err")
      error("X76", 0)
    elseif not ok then error(e, 0) end end
  say("w2 85")
  if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 87 end")
end
local function w3()
  do local ok, e = pcall(timeout, 3, function()
    local function f90()
      say("w3.f90 91")
      if not q:full() then q:put_nowait(92) end
      return "f90"
    end
    local function f93()
      say("w3.f93 94")
      ev:set()
      return "f93"
    end
    do local dn, pn = wait({ spawn("f90", f90), spawn("f93", f93) }, { return_when = "all", timeout = 5 })
      say("w3 89 done " .. #dn .. " pending " .. #pn) end
    q:put(96)
    say("w3 97 put 96")
    q:put(98)
    say("w3 99 put 98")
  end)
    if is(e, Timeout) then say("w3 88 timeout") elseif not ok then error(e, 0) end end
  say("w3 101")
  sleep(2)
  say("w3 103")
  say("w3 104 end")
end
local function w4()
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(timeout, 3, function()
    local function f108()
      say("w4.f108 109")
      local function f111()
        say("w4.f108.f111 112")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f111"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f111", f111) }, { timeout = nil }) do say("w4.f108 110 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f108 110 err " .. kind(e)) else error(e, 0) end end end
      if T.w5 then say("w4.f108 cancels w5 " .. yn(T.w5:cancel())) end
      if not q:full() then q:put_nowait(115) end
      return "f108"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f108", f108)
      say("w4 count " .. current():cancelling())
      sleep(3)
      say("w4 118")
    end)
      if is(e, ErrorGroup) then say("w4 107 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w4 106 timeout") elseif not ok then error(e, 0) end end
  say("w4 119 end")
end
local function w5()
  if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
  do local _ <close> = lk:hold()
    say("w5 122 in")
    do local _ <close> = sm:hold()
      say("w5 124 in")
      say("w5 126")
      do local ok, e = pcall(function() T.w4:await() end)
        if ok then say("w5 127 ok") elseif type(e) == "string" then say("w5 127 err " .. kind(e)) else error(e, 0) end end
      say("w5 129")
    end
  end
  q:put(130)
  say("w5 131 put 130")
  say("w5 132 end")
end
local function w6()
  local function f134()
    say("w6.f134 135")
    say("w6.f134 size " .. q:size())
    return "f134"
  end
  do local ok, e = pcall(function() say("w6 133 " .. wait_for(1, spawn("f134", f134))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 133 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  if T.w4 then say("w6 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w6 139 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(5)
sleep(5)
say('main ends')
