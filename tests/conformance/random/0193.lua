-- random program 193
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
    if T.w2 then say("w1.f2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f2"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    say("w1 barrier " .. br:wait())
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f9()
    say("w1.f9 10")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    local function f13()
      say("w1.f9.f13 14")
      local function f16()
        say("w1.f9.f13.f16 17")
        sleep(1)
        say("w1.f9.f13.f16 19")
        return "f16"
      end
      do local ok, e = pcall(function() say("w1.f9.f13 15 " .. wait_for(1, spawn("f16", f16))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f9.f13 15 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(timeout, 2, function()
        say("w1.f9.f13 22")
      end)
        if is(e, Timeout) then say("w1.f9.f13 20 timeout") elseif not ok then error(e, 0) end end
      return "f13"
    end
    do local ok, e = pcall(function() say("w1.f9 12 " .. wait_for(0, spawn("f13", f13))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f9 12 err " .. kind(e)) else error(e, 0) end end end
    local function f24()
      say("w1.f9.f24 25")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f9.f24 27 woken")
      end
      if T.w5 then say("w1.f9.f24 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E29", 0)
    end
    local function f30()
      say("w1.f9.f30 31")
      ev:wait()
      say("w1.f9.f30 33 ev")
      return "f30"
    end
    local function f34()
      say("w1.f9.f34 35")
      say("w1.f9.f34 37")
      return "f34"
    end
    for _, x in ipairs(gather({ spawn("f24", f24), spawn("f30", f30), spawn("f34", f34) }, { return_errors = true })) do
      say("w1.f9 23 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f9"
  end
  local function f38()
    say("w1.f38 39")
    ev:wait()
    say("w1.f38 41 ev")
    do local _ <close> = sm:hold()
      say("w1.f38 43 in")
      do local _ <close> = defer(function()
        sleep(3)
        say("w1.f38 44 finally")
      end)
        say("w1.f38 46")
      end
      do local ok, e = pcall(function()
        say("w1.f38 49")
        say("w1.f38 51")
        sleep(1)
        say("w1.f38 53")
      end)
        if is(e, Cancelled) then say("w1.f38 47 cancelled err")
          error("X47", 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 1, function()
        if T.w5 then say("w1.f38 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:empty() then say("w1.f38 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f38 54 timeout") elseif not ok then error(e, 0) end end
    end
    return "f38"
  end
  local function f57()
    say("w1.f57 58")
    ev:clear()
    do local ok, e = pcall(timeout, 3, function()
      ev:set()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w1.f57 60 timeout") elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(63) end
    return "f57"
  end
  do local ok, e = pcall(function() say("w1 8 got " .. table.concat({ gather { spawn("f9", f9), spawn("f38", f38), spawn("f57", f57) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
  sleep(5)
  say("w1 65")
  say("w1 count " .. current():cancelling())
  say("w1 67 end")
end
local function w2()
  sleep(1)
  say("w2 69")
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  say("w2 71 end")
end
local function w3()
  sleep(0)
  say("w3 73")
  do local ok, e = pcall(timeout, 3, function()
    say("w3 barrier " .. br:wait())
    local function f77()
      say("w3.f77 78")
      sleep(1)
      say("w3.f77 80")
      return "f77"
    end
    local function f81()
      say("w3.f81 82")
      if T.w3 then say("w3.f81 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      say("w3.f81 count " .. current():cancelling())
      return "f81"
    end
    local function f85()
      say("w3.f85 86")
      sleep(3)
      say("w3.f85 88")
      current():cancel()
      return "f85"
    end
    do local dn, pn = wait({ spawn("f77", f77), spawn("f81", f81), spawn("f85", f85) }, { return_when = "first_error", timeout = nil })
      say("w3 76 done " .. #dn .. " pending " .. #pn) end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w3 74 timeout") elseif not ok then error(e, 0) end end
  say("w3 91 end")
end
local function w4()
  local function f93()
    say("w4.f93 94")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4.f93 96 woken")
    end
    error("E97", 0)
  end
  local function f98()
    say("w4.f98 99")
    current():cancel()
    local function f102()
      say("w4.f98.f102 103")
      say("w4.f98.f102 105")
      return "f102"
    end
    do local ok, e = pcall(function() say("w4.f98 101 " .. wait_for(2, spawn("f102", f102))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f98 101 err " .. kind(e)) else error(e, 0) end end end
    return "f98"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f93", f93)
    tg:spawn("f98", f98)
    say("w4 count " .. current():cancelling())
  end)
    if is(e, ErrorGroup) then say("w4 92 " .. kind(e)) elseif not ok then error(e, 0) end end
  q:put(107)
  say("w4 108 put 107")
  say("w4 109 end")
end
local function w5()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w5 110 ok") elseif type(e) == "string" then say("w5 110 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(timeout, 2, function()
    local function f113()
      say("w5.f113 114")
      say("w5.f113 got " .. q:get())
      return "f113"
    end
    local function f116()
      say("w5.f116 117")
      ev:set()
      say("w5.f116 got " .. q:get())
      sleep(2)
      say("w5.f116 121")
      return "f116"
    end
    for _, x in ipairs(gather({ spawn("f113", f113), spawn("f116", f116) }, { return_errors = true })) do
      say("w5 112 " .. (x.ok and x.value or kind(x.error)))
    end
    sleep(2)
    say("w5 123")
  end)
    if is(e, Timeout) then say("w5 111 timeout") elseif not ok then error(e, 0) end end
  q:put(124)
  say("w5 125 put 124")
  ev:clear()
  say("w5 127 end")
end
local function w6()
  say("w6 got " .. q:get())
  do local ok, e = pcall(function()
    sleep(1)
    say("w6 131")
    do local _ <close> = defer(function()
      sleep(1)
      say("w6 132 finally")
    end)
      current():cancel()
    end
    sleep(1)
    say("w6 135")
  end)
    if is(e, Cancelled) then say("w6 129 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w6 137")
  say("w6 138 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(0)
if not q:full() then q:put_nowait(0) end
ev:set()
sleep(30)
say('main ends')
