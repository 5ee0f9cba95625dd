-- random program 237
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
  sleep(1)
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    do local ok, e = pcall(timeout, 5, function()
      say("w1.f4 8")
      do local _ <close> = defer(function()
        say("w1.f4 9 finally")
      end)
        if T.w3 then say("w1.f4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f4 got " .. q:get())
        if T.w3 then say("w1.f4 cancels w3 " .. yn(T.w3:cancel())) end
      end
      ev:set()
    end)
      if is(e, Timeout) then say("w1.f4 6 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = defer(function()
      sleep(2)
      say("w1.f4 14 finally")
    end)
      say("w1.f4 16")
    end
    local function f18()
      say("w1.f4.f18 19")
      do local _ <close> = sm:hold()
        say("w1.f4.f18 21 in")
        sleep(1)
        say("w1.f4.f18 23")
        ev:set()
      end
      do local ok, e = pcall(timeout, 3, function()
        ev:set()
        if T.w2 then say("w1.f4.f18 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w1.f4.f18 25 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        if T.w4 then say("w1.f4.f18 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(30) end
        if T.w1 then say("w1.f4.f18 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w1.f4.f18 28 cancelled cleanup")
          sleep(2)
          say("w1.f4.f18 28 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f18"
    end
    local function f32()
      say("w1.f4.f32 33")
      do local ok, e = pcall(function()
        ev:set()
        sleep(1)
        say("w1.f4.f32 37")
        sleep(2)
        say("w1.f4.f32 39")
      end)
        if is(e, Cancelled) then say("w1.f4.f32 34 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      error("E40", 0)
    end
    local function f41()
      say("w1.f4.f41 42")
      sleep(2)
      say("w1.f4.f41 44")
      say("w1.f4.f41 size " .. q:size())
      sleep(0)
      say("w1.f4.f41 47")
      error("E48", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f18", f18)
      tg:spawn("f32", f32)
      tg:spawn("f41", f41)
    end)
      if is(e, ErrorGroup) then say("w1.f4 17 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f4"
  end
  local function f49()
    say("w1.f49 50")
    say("w1.f49 barrier " .. br:wait())
    sleep(1)
    say("w1.f49 53")
    return "f49"
  end
  local function f54()
    say("w1.f54 55")
    do local ok, e = pcall(timeout, 0, function()
      say("w1.f54 count " .. current():cancelling())
    end)
      if is(e, Timeout) then say("w1.f54 56 timeout") elseif not ok then error(e, 0) end end
    say("w1.f54 count " .. current():cancelling())
    if T.w1 then say("w1.f54 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f54"
  end
  for _, x in ipairs(gather({ spawn("f4", f4), spawn("f49", f49), spawn("f54", f54) }, { return_errors = true })) do
    say("w1 3 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:clear()
  if not q:full() then q:put_nowait(61) end
  sleep(2)
  say("w1 63")
  say("w1 64 end")
end
local function w2()
  do local ok, e = pcall(function()
    say("w2 barrier " .. br:wait())
    local function f68()
      say("w2.f68 69")
      say("w2.f68 barrier " .. br:wait())
      sleep(0)
      say("w2.f68 72")
      sleep(1)
      say("w2.f68 74")
      return "f68"
    end
    local function f75()
      say("w2.f75 76")
      if T.w1 then say("w2.f75 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:wait()
      say("w2.f75 79 ev")
      q:put(80)
      say("w2.f75 81 put 80")
      return "f75"
    end
    local function f82()
      say("w2.f82 83")
      sleep(1)
      say("w2.f82 85")
      error("E86", 0)
    end
    do local ok, e = pcall(function() say("w2 67 got " .. table.concat({ gather { spawn("f68", f68), spawn("f75", f75), spawn("f82", f82) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 67 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 87 ok") elseif type(e) == "string" then say("w2 87 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 65 cancelled uncancel")
      say("w2 65 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  ev:set()
  say("w2 89 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 91 woken")
  end
  local function f93()
    say("w3.f93 94")
    sleep(5)
    say("w3.f93 96")
    if T.w1 then say("w3.f93 cancels w1 " .. yn(T.w1:cancel())) end
    sleep(1)
    say("w3.f93 99")
    error("E100", 0)
  end
  local function f101()
    say("w3.f101 102")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w3.f101 105")
    current():cancel()
    error("E107", 0)
  end
  local function f108()
    say("w3.f108 109")
    ev:set()
    if T.w2 then say("w3.f108 cancels w2 " .. yn(T.w2:cancel())) end
    return "f108"
  end
  do local dn, pn = wait({ spawn("f93", f93), spawn("f101", f101), spawn("f108", f108) }, { return_when = "first_error", timeout = nil })
    say("w3 92 done " .. #dn .. " pending " .. #pn) end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 112 ok") elseif type(e) == "string" then say("w3 112 err " .. kind(e)) else error(e, 0) end end
  say("w3 113 end")
end
local function w4()
  do local ok, e = pcall(timeout, 0, function()
    local function f116()
      say("w4.f116 117")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      local function f120()
        say("w4.f116.f120 121")
        ev:set()
        say("w4.f116.f120 got " .. q:get())
        return "f120"
      end
      do local dn, pn = wait({ spawn("f120", f120) }, { return_when = "first", timeout = 1 })
        say("w4.f116 119 done " .. #dn .. " pending " .. #pn) end
      current():cancel()
      return "f116"
    end
    do local ok, e = pcall(function() say("w4 115 " .. wait_for(5, spawn("f116", f116))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 115 err " .. kind(e)) else error(e, 0) end end end
    ev:set()
    say("w4 got " .. q:get())
  end)
    if is(e, Timeout) then say("w4 114 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 128")
  say("w4 129 end")
end
local function w5()
  local function f131()
    say("w5.f131 132")
    do local _ <close> = lk:hold()
      say("w5.f131 134 in")
      do local _ <close> = lk:hold()
        say("w5.f131 136 in")
        if T.w6 then say("w5.f131 cancels w6 " .. yn(T.w6:cancel())) end
        ev:wait()
        say("w5.f131 139 ev")
      end
    end
    return "f131"
  end
  do local ok, e = pcall(function() say("w5 130 got " .. table.concat({ gather { spawn("f131", f131) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 130 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w5 141")
  sleep(0)
  say("w5 143")
  say("w5 144 end")
end
local function w6()
  if T.w2 then say("w6 cancels w2 " .. yn(T.w2:cancel())) end
  local function f147()
    say("w6.f147 148")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w6.f147 150 woken")
    end
    local function f152()
      say("w6.f147.f152 153")
      if T.w6 then say("w6.f147.f152 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      do local ok, e = pcall(function() T.w5:await() end)
        if ok then say("w6.f147.f152 155 ok") elseif type(e) == "string" then say("w6.f147.f152 155 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f152"
    end
    local function f157()
      say("w6.f147.f157 158")
      if not q:empty() then say("w6.f147.f157 took " .. q:get_nowait()) end
      error("E160", 0)
    end
    for _, x in ipairs(gather({ spawn("f152", f152), spawn("f157", f157) }, { return_errors = true })) do
      say("w6.f147 151 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w4 then say("w6.f147 cancels w4 " .. yn(T.w4:cancel())) end
    return "f147"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f147", f147)
  end)
    if is(e, ErrorGroup) then say("w6 146 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w6 162 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
