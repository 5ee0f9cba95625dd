-- random program 145
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
  say("w1 2")
  do local _ <close> = lk:hold()
    say("w1 4 in")
    do local _ <close> = defer(function()
      say("w1 5 finally")
    end)
      ev:set()
      say("w1 count " .. current():cancelling())
    end
    sleep(2)
    say("w1 9")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      current():cancel()
      say("w1 got " .. q:get())
    end)
      if is(e, Cancelled) then say("w1 10 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  do local _ <close> = lk:hold()
    say("w1 15 in")
    local function f17()
      say("w1.f17 18")
      say("w1.f17 got " .. q:get())
      return "f17"
    end
    local function f20()
      say("w1.f20 21")
      if not q:empty() then say("w1.f20 took " .. q:get_nowait()) end
      sleep(3)
      say("w1.f20 24")
      say("w1.f20 barrier " .. br:wait())
      return "f20"
    end
    for _, x in ipairs(gather({ spawn("f17", f17), spawn("f20", f20) }, { return_errors = true })) do
      say("w1 16 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  local function f27()
    say("w1.f27 28")
    do local ok, e = pcall(timeout, 2, function()
      say("w1.f27 31")
      ev:wait()
      say("w1.f27 33 ev")
    end)
      if is(e, Timeout) then say("w1.f27 29 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f27 35 woken")
    end
    return "f27"
  end
  local function f36()
    say("w1.f36 37")
    if T.w2 then say("w1.f36 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f36"
  end
  local function f39()
    say("w1.f39 40")
    say("w1.f39 count " .. current():cancelling())
    local function f43()
      say("w1.f39.f43 44")
      do local ok, e = pcall(timeout, 1, function()
        ev:set()
      end)
        if is(e, Timeout) then say("w1.f39.f43 45 timeout") elseif not ok then error(e, 0) end end
      local function f48()
        say("w1.f39.f43.f48 49")
        if T.w5 then say("w1.f39.f43.f48 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:empty() then say("w1.f39.f43.f48 took " .. q:get_nowait()) end
        return "f48"
      end
      local function f52()
        say("w1.f39.f43.f52 53")
        say("w1.f39.f43.f52 55")
        sleep(3)
        say("w1.f39.f43.f52 57")
        error("E58", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f48", f48)
        tg:spawn("f52", f52)
        say("w1.f39.f43 60")
        sleep(2)
        say("w1.f39.f43 62")
      end)
        if is(e, ErrorGroup) then say("w1.f39.f43 47 " .. kind(e)) elseif not ok then error(e, 0) end end
      error("E63", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f43", f43)
    end)
      if is(e, ErrorGroup) then say("w1.f39 42 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w1.f39 65")
    return "f39"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f27", f27)
    tg:spawn("f36", f36)
    tg:spawn("f39", f39)
  end)
    if is(e, ErrorGroup) then say("w1 26 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(66) end
  say("w1 67 end")
end
local function w2()
  sleep(1)
  say("w2 69")
  local function f71()
    say("w2.f71 72")
    if T.w3 then say("w2.f71 cancels w3 " .. yn(T.w3:cancel())) end
    if T.w2 then say("w2.f71 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w1 then say("w2.f71 cancels w1 " .. yn(T.w1:cancel())) end
    return "f71"
  end
  for _, x in ipairs(gather({ spawn("f71", f71) }, { return_errors = true })) do
    say("w2 70 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(2)
  say("w2 77")
  sleep(1)
  say("w2 79")
  if not q:full() then q:put_nowait(80) end
  say("w2 81 end")
end
local function w3()
  say("w3 83")
  local function f85()
    say("w3.f85 86")
    ev:clear()
    say("w3.f85 89")
    if T.w5 then say("w3.f85 cancels w5 " .. yn(T.w5:cancel())) end
    return "f85"
  end
  local function f91()
    say("w3.f91 92")
    say("w3.f91 94")
    sleep(2)
    say("w3.f91 96")
    sleep(1)
    say("w3.f91 98")
    return "f91"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f85", f85)
    tg:spawn("f91", f91)
    if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w3 84 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 102")
  sleep(5)
  say("w3 104")
  say("w3 105 end")
end
local function w4()
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  current():cancel()
  say("w4 108 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 110 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w5 112 woken")
    end
  end
  do local _ <close> = defer(function()
    sleep(1)
    say("w5 113 finally")
  end)
    do local ok, e = pcall(timeout, 2, function()
      ev:wait()
      say("w5 116 ev")
      say("w5 count " .. current():cancelling())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w5 114 timeout") elseif not ok then error(e, 0) end end
    sleep(1)
    say("w5 120")
  end
  ev:set()
  say("w5 122 end")
end
local function w6()
  do local ok, e = pcall(timeout, 2, function()
    local function f125()
      say("w6.f125 126")
      local function f128()
        say("w6.f125.f128 129")
        q:put(130)
        say("w6.f125.f128 131 put 130")
        if T.w1 then say("w6.f125.f128 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(2)
        say("w6.f125.f128 134")
        error("E135", 0)
      end
      do local dn, pn = wait({ spawn("f128", f128) }, { return_when = "first", timeout = nil })
        say("w6.f125 127 done " .. #dn .. " pending " .. #pn) end
      return "f125"
    end
    local function f136()
      say("w6.f136 137")
      say("w6.f136 139")
      sleep(1)
      say("w6.f136 141")
      sleep(0)
      say("w6.f136 143")
      return "f136"
    end
    local function f144()
      say("w6.f144 145")
      if T.w5 then say("w6.f144 cancels w5 " .. yn(T.w5:cancel())) end
      return "f144"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f125", f125)
      tg:spawn("f136", f136)
      tg:spawn("f144", f144)
      ev:set()
    end)
      if is(e, ErrorGroup) then say("w6 124 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(1)
    say("w6 149")
  end)
    if is(e, Timeout) then say("w6 123 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w6 151")
  sleep(1)
  say("w6 153")
  say("w6 154 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(0)
sleep(10)
say('main ends')
