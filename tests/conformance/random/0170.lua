-- random program 170
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
  sleep(1)
  say("w1 2")
  do local _ <close> = lk:hold()
    say("w1 4 in")
    local function f6()
      say("w1.f6 7")
      say("w1.f6 9")
      return "f6"
    end
    do local dn, pn = wait({ spawn("f6", f6) }, { return_when = "first_error", timeout = 1 })
      say("w1 5 done " .. #dn .. " pending " .. #pn) end
    ev:set()
  end
  local function f12()
    say("w1.f12 13")
    if T.w1 then say("w1.f12 cancels w1 " .. yn(T.w1:cancel())) end
    say("w1.f12 got " .. q:get())
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        sleep(2)
        say("w1.f12 19")
      end)
        if is(e, Cancelled) then say("w1.f12 17 cancelled uncancel")
          say("w1.f12 17 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1.f12 16 cancelled cleanup")
        sleep(0)
        say("w1.f12 16 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f12"
  end
  local function f20()
    say("w1.f20 21")
    say("w1.f20 23")
    do local ok, e = pcall(function()
      say("w1.f20 26")
      ev:set()
      do local _ <close> = sm:hold()
        say("w1.f20 29 in")
        say("w1.f20 31")
        ev:set()
        say("w1.f20 count " .. current():cancelling())
      end
    end)
      if is(e, Cancelled) then say("w1.f20 24 cancelled err")
        error("X24", 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = lk:hold()
      say("w1.f20 35 in")
      do local _ <close> = sm:hold()
        say("w1.f20 37 in")
        q:put(38)
        say("w1.f20 39 put 38")
      end
      local function f41()
        say("w1.f20.f41 42")
        q:put(43)
        say("w1.f20.f41 44 put 43")
        return "f41"
      end
      for _, x in ipairs(gather({ spawn("f41", f41) }, { return_errors = true })) do
        say("w1.f20 40 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    error("E45", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f12", f12)
    tg:spawn("f20", f20)
    local function f47()
      say("w1.f47 48")
      do local _ <close> = lk:hold()
        say("w1.f47 50 in")
        ev:set()
        sleep(1)
        say("w1.f47 53")
      end
      return "f47"
    end
    for _, x in ipairs(gather({ spawn("f47", f47) }, { return_errors = true })) do
      say("w1 46 " .. (x.ok and x.value or kind(x.error)))
    end
    say("w1 55")
    sleep(5)
    say("w1 57")
  end)
    if is(e, ErrorGroup) then say("w1 11 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f59()
    say("w1.f59 60")
    say("w1.f59 62")
    say("w1.f59 64")
    do local ok, e = pcall(function()
      sleep(5)
      say("w1.f59 67")
      local function f69()
        say("w1.f59.f69 70")
        sleep(5)
        say("w1.f59.f69 72")
        ev:clear()
        say("w1.f59.f69 75")
        return "f69"
      end
      for _, x in ipairs(gather({ spawn("f69", f69) }, { return_errors = true })) do
        say("w1.f59 68 " .. (x.ok and x.value or kind(x.error)))
      end
    end)
      if is(e, Cancelled) then say("w1.f59 65 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    error("E76", 0)
  end
  do local dn, pn = wait({ spawn("f59", f59) }, { return_when = "first_error", timeout = nil })
    say("w1 58 done " .. #dn .. " pending " .. #pn) end
  say("w1 77 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 79 in")
    sleep(1)
    say("w2 81")
  end
  do local _ <close> = lk:hold()
    say("w2 83 in")
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Timeout) then say("w2 84 timeout") elseif not ok then error(e, 0) end end
    say("w2 87")
    say("w2 got " .. q:get())
  end
  sleep(1)
  say("w2 90")
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 92 end")
end
local function w3()
  local function f94()
    say("w3.f94 95")
    if T.w1 then say("w3.f94 cancels w1 " .. yn(T.w1:cancel())) end
    return "f94"
  end
  do local ok, e = pcall(function() say("w3 93 " .. wait_for(1, spawn("f94", f94))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 93 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local _ <close> = sm:hold()
    say("w3 99 in")
    ev:clear()
  end
  say("w3 101 end")
end
local function w4()
  local function f103()
    say("w4.f103 104")
    local function f106()
      say("w4.f103.f106 107")
      say("w4.f103.f106 109")
      return "f106"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f106", f106)
      say("w4.f103 111")
      if T.w3 then say("w4.f103 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, ErrorGroup) then say("w4.f103 105 " .. kind(e)) elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(113) end
    return "f103"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f103", f103)
    q:put(114)
    say("w4 115 put 114")
    current():cancel()
  end)
    if is(e, ErrorGroup) then say("w4 102 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w4 118")
  ev:set()
  say("w4 120 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 122 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w5 124 woken")
    end
  end
  sleep(1)
  say("w5 126")
  if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w5 128 ok") elseif type(e) == "string" then say("w5 128 err " .. kind(e)) else error(e, 0) end end
  say("w5 129 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(0)
say('main cancels w5 ' .. yn(T.w5:cancel()))
sleep(30)
say('main ends')
