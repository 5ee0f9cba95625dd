-- random program 106
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  sleep(1)
  say("w1 2")
  sleep(1)
  say("w1 4")
  local function f6()
    say("w1.f6 7")
    do local ok, e = pcall(function()
      say("w1.f6 10")
      if T.w6 then say("w1.f6 cancels w6 " .. yn(T.w6:cancel())) end
      do local ok, e = pcall(function()
        if T.w6 then say("w1.f6 cancels w6 " .. yn(T.w6:cancel())) end
        sleep(1)
        say("w1.f6 15")
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1.f6 12 cancelled cleanup")
          sleep(2)
          say("w1.f6 12 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1.f6 8 cancelled err")
        error("X8", 0)
      elseif not ok then error(e, 0) end end
    local function f18()
      say("w1.f6.f18 19")
      say("w1.f6.f18 21")
      return "f18"
    end
    local function f22()
      say("w1.f6.f22 23")
      ev:clear()
      return "f22"
    end
    do local ok, e = pcall(function() say("w1.f6 17 got " .. table.concat({ gather { spawn("f18", f18), spawn("f22", f22) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f6 17 err " .. kind(e)) else error(e, 0) end end end
    error("E25", 0)
  end
  local function f26()
    say("w1.f26 27")
    do local _ <close> = lk:hold()
      say("w1.f26 29 in")
      say("w1.f26 got " .. q:get())
    end
    do local _ <close> = sm:hold()
      say("w1.f26 32 in")
      local function f34()
        say("w1.f26.f34 35")
        if T.w3 then say("w1.f26.f34 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w4 then say("w1.f26.f34 cancels w4 " .. yn(T.w4:cancel())) end
        return "f34"
      end
      do local ok, e = pcall(function() say("w1.f26 33 " .. wait_for(1, spawn("f34", f34))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f26 33 err " .. kind(e)) else error(e, 0) end end end
      ev:wait()
      say("w1.f26 39 ev")
    end
    local function f41()
      say("w1.f26.f41 42")
      if T.w2 then say("w1.f26.f41 cancels w2 " .. yn(T.w2:cancel())) end
      return "f41"
    end
    do local ok, e = pcall(function() say("w1.f26 40 got " .. table.concat({ gather { spawn("f41", f41) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f26 40 err " .. kind(e)) else error(e, 0) end end end
    return "f26"
  end
  do local ok, e = pcall(function() say("w1 5 got " .. table.concat({ gather { spawn("f6", f6), spawn("f26", f26) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  ev:clear()
  say("w1 46 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  local function f49()
    say("w2.f49 50")
    local function f52()
      say("w2.f49.f52 53")
      local function f55()
        say("w2.f49.f52.f55 56")
        if not q:empty() then say("w2.f49.f52.f55 took " .. q:get_nowait()) end
        error("E58", 0)
      end
      local function f59()
        say("w2.f49.f52.f59 60")
        say("w2.f49.f52.f59 got " .. q:get())
        if not q:full() then q:put_nowait(62) end
        if not q:full() then q:put_nowait(63) end
        return "f59"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f55", f55)
        tg:spawn("f59", f59)
      end)
        if is(e, ErrorGroup) then say("w2.f49.f52 54 " .. kind(e)) elseif not ok then error(e, 0) end end
      ev:clear()
      error("E65", 0)
    end
    do local ok, e = pcall(function() say("w2.f49 51 " .. wait_for(0, spawn("f52", f52))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f49 51 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = sm:hold()
      say("w2.f49 67 in")
      local function f69()
        say("w2.f49.f69 70")
        sleep(5)
        say("w2.f49.f69 72")
        if T.w4 then say("w2.f49.f69 cancels w4 " .. yn(T.w4:cancel())) end
        say("w2.f49.f69 count " .. current():cancelling())
        return "f69"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f69", f69)
      end)
        if is(e, ErrorGroup) then say("w2.f49 68 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(0)
      say("w2.f49 76")
      if not q:empty() then say("w2.f49 took " .. q:get_nowait()) end
    end
    error("E78", 0)
  end
  local function f79()
    say("w2.f79 80")
    ev:wait()
    say("w2.f79 82 ev")
    error("E83", 0)
  end
  local function f84()
    say("w2.f84 85")
    say("w2.f84 87")
    error("E88", 0)
  end
  do local dn, pn = wait({ spawn("f49", f49), spawn("f79", f79), spawn("f84", f84) }, { return_when = "first_error", timeout = 1 })
    say("w2 48 done " .. #dn .. " pending " .. #pn) end
  sleep(2)
  say("w2 90")
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 92 end")
end
local function w3()
  local function f94()
    say("w3.f94 95")
    sleep(1)
    say("w3.f94 97")
    return "f94"
  end
  local function f98()
    say("w3.f98 99")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f98 100 ok") elseif type(e) == "string" then say("w3.f98 100 err " .. kind(e)) else error(e, 0) end end
    return "f98"
  end
  local function f101()
    say("w3.f101 102")
    q:put(103)
    say("w3.f101 104 put 103")
    say("w3.f101 106")
    return "f101"
  end
  for _, x in ipairs(gather({ spawn("f94", f94), spawn("f98", f98), spawn("f101", f101) }, { return_errors = true })) do
    say("w3 93 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w3 108")
  current():cancel()
  current():cancel()
  q:put(111)
  say("w3 112 put 111")
  say("w3 113 end")
end
local function w4()
  sleep(1)
  say("w4 115")
  local function f117()
    say("w4.f117 118")
    if not q:full() then q:put_nowait(119) end
    return "f117"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f117", f117)
  end)
    if is(e, ErrorGroup) then say("w4 116 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w4 120 end")
end
local function w5()
  say("w5 size " .. q:size())
  local function f123()
    say("w5.f123 124")
    do local _ <close> = sm:hold()
      say("w5.f123 126 in")
      if not q:full() then q:put_nowait(127) end
      if T.w2 then say("w5.f123 cancels w2 " .. yn(T.w2:cancel())) end
    end
    return "f123"
  end
  local function f129()
    say("w5.f129 130")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if not q:full() then q:put_nowait(132) end
    return "f129"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f123", f123)
    tg:spawn("f129", f129)
    q:put(133)
    say("w5 134 put 133")
    if not q:full() then q:put_nowait(135) end
  end)
    if is(e, ErrorGroup) then say("w5 122 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w5 137")
  current():cancel()
  say("w5 139 end")
end
local function w6()
  do local ok, e = pcall(timeout, 1, function()
    ev:set()
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local _ <close> = lk:hold()
      say("w6 144 in")
      ev:clear()
      current():cancel()
      sleep(2)
      say("w6 148")
    end
  end)
    if is(e, Timeout) then say("w6 140 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w6 150")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if T.w4 then say("w6 cancels w4 " .. yn(T.w4:cancel())) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w6 153 ok") elseif type(e) == "string" then say("w6 153 err " .. kind(e)) else error(e, 0) end end
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
sleep(30)
say('main ends')
