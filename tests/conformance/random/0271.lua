-- random program 271
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    local function f4()
      say("w1.f4 5")
      do local _ <close> = defer(function()
        say("w1.f4 6 finally")
      end)
        if not q:empty() then say("w1.f4 took " .. q:get_nowait()) end
      end
      sleep(2)
      say("w1.f4 9")
      local function f11()
        say("w1.f4.f11 12")
        say("w1.f4.f11 got " .. q:get())
        return "f11"
      end
      local function f14()
        say("w1.f4.f14 15")
        q:put(16)
        say("w1.f4.f14 17 put 16")
        return "f14"
      end
      local function f18()
        say("w1.f4.f18 19")
        if T.w1 then say("w1.f4.f18 cancels w1 " .. yn(T.w1:cancel())) end
        if T.w3 then say("w1.f4.f18 cancels w3 " .. yn(T.w3:cancel())) end
        say("w1.f4.f18 23")
        return "f18"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f11", f11), spawn("f14", f14), spawn("f18", f18) }, { timeout = 1 }) do say("w1.f4 10 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f4 10 err " .. kind(e)) else error(e, 0) end end end
      error("E24", 0)
    end
    do local ok, e = pcall(function() say("w1 3 " .. wait_for(1, spawn("f4", f4))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    do local ok, e = pcall(function()
      local function f28()
        say("w1.f28 29")
        ev:clear()
        sleep(0)
        say("w1.f28 32")
        return "f28"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f28", f28)
        sleep(2)
        say("w1 34")
        ev:wait()
        say("w1 36 ev")
      end)
        if is(e, ErrorGroup) then say("w1 27 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1 barrier " .. br:wait())
      sleep(0)
      say("w1 39")
    end)
      if is(e, Cancelled) then say("w1 26 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  ev:wait()
  say("w1 41 ev")
  say("w1 count " .. current():cancelling())
  say("w1 43 end")
end
local function w2()
  do local _ <close> = defer(function()
    sleep(1)
    say("w2 44 finally")
  end)
    sleep(0)
    say("w2 46")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 47 ok") elseif type(e) == "string" then say("w2 47 err " .. kind(e)) else error(e, 0) end end
  end
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = sm:hold()
      say("w2 50 in")
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
      if not q:empty() then say("w2 took " .. q:get_nowait()) end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end
  end)
    if is(e, Timeout) then say("w2 48 timeout") elseif not ok then error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  sleep(3)
  say("w2 56")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 57 ok") elseif type(e) == "string" then say("w2 57 err " .. kind(e)) else error(e, 0) end end
  say("w2 58 end")
end
local function w3()
  sleep(1)
  say("w3 60")
  local function f62()
    say("w3.f62 63")
    local function f65()
      say("w3.f62.f65 66")
      ev:wait()
      say("w3.f62.f65 68 ev")
      sleep(0)
      say("w3.f62.f65 70")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f62.f65 71 ok") elseif type(e) == "string" then say("w3.f62.f65 71 err " .. kind(e)) else error(e, 0) end end
      return "f65"
    end
    local function f72()
      say("w3.f62.f72 73")
      if not q:full() then q:put_nowait(74) end
      return "f72"
    end
    local function f75()
      say("w3.f62.f75 76")
      if not q:empty() then say("w3.f62.f75 took " .. q:get_nowait()) end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f75"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f65", f65)
      tg:spawn("f72", f72)
      tg:spawn("f75", f75)
    end)
      if is(e, ErrorGroup) then say("w3.f62 64 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f62"
  end
  local function f79()
    say("w3.f79 80")
    ev:clear()
    q:put(82)
    say("w3.f79 83 put 82")
    return "f79"
  end
  local function f84()
    say("w3.f84 85")
    sleep(2)
    say("w3.f84 87")
    if T.w1 then say("w3.f84 cancels w1 " .. yn(T.w1:cancel())) end
    sleep(3)
    say("w3.f84 90")
    return "f84"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f62", f62)
    tg:spawn("f79", f79)
    tg:spawn("f84", f84)
    sleep(1)
    say("w3 92")
  end)
    if is(e, ErrorGroup) then say("w3 61 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 count " .. current():cancelling())
  say("w3 95 end")
end
local function w4()
  sleep(5)
  say("w4 97")
  local function f99()
    say("w4.f99 100")
    if not q:empty() then say("w4.f99 took " .. q:get_nowait()) end
    sleep(0)
    say("w4.f99 103")
    say("w4.f99 105")
    return "f99"
  end
  do local ok, e = pcall(function() say("w4 98 " .. wait_for(5, spawn("f99", f99))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 98 err " .. kind(e)) else error(e, 0) end end end
  say("w4 106 end")
end
local function w5()
  do local ok, e = pcall(timeout, 0, function()
    local function f109()
      say("w5.f109 110")
      local function f112()
        say("w5.f109.f112 113")
        sleep(5)
        say("w5.f109.f112 115")
        return "f112"
      end
      local function f116()
        say("w5.f109.f116 117")
        sleep(3)
        say("w5.f109.f116 119")
        return "f116"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f112", f112), spawn("f116", f116) }, { timeout = nil }) do say("w5.f109 111 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f109 111 err " .. kind(e)) else error(e, 0) end end end
      if T.w2 then say("w5.f109 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      say("w5.f109 122")
      error("E123", 0)
    end
    do local ok, e = pcall(function() say("w5 108 " .. wait_for(5, spawn("f109", f109))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 108 err " .. kind(e)) else error(e, 0) end end end
    if not q:empty() then say("w5 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w5 107 timeout") elseif not ok then error(e, 0) end end
  say("w5 126")
  current():cancel()
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  say("w5 129 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
