-- random program 128
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
  do local _ <close> = defer(function()
    sleep(1)
    say("w1 1 finally")
  end)
    local function f3()
      say("w1.f3 4")
      local function f6()
        say("w1.f3.f6 7")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(0)
        say("w1.f3.f6 10")
        say("w1.f3.f6 12")
        return "f6"
      end
      local function f13()
        say("w1.f3.f13 14")
        sleep(3)
        say("w1.f3.f13 16")
        sleep(2)
        say("w1.f3.f13 18")
        return "f13"
      end
      local function f19()
        say("w1.f3.f19 20")
        if T.w3 then say("w1.f3.f19 cancels w3 " .. yn(T.w3:cancel())) end
        if T.w3 then say("w1.f3.f19 cancels w3 " .. yn(T.w3:cancel())) end
        return "f19"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f6", f6), spawn("f13", f13), spawn("f19", f19) }, { timeout = 2 }) do say("w1.f3 5 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f3 5 err " .. kind(e)) else error(e, 0) end end end
      current():cancel()
      return "f3"
    end
    local function f24()
      say("w1.f24 25")
      ev:wait()
      say("w1.f24 27 ev")
      return "f24"
    end
    local function f28()
      say("w1.f28 29")
      sleep(3)
      say("w1.f28 31")
      return "f28"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f3", f3), spawn("f24", f24), spawn("f28", f28) }, { timeout = 5 }) do say("w1 2 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = lk:hold()
      say("w1 33 in")
      say("w1 35")
      do local ok, e = pcall(timeout, 2, function()
        if not q:full() then q:put_nowait(37) end
      end)
        if is(e, Timeout) then say("w1 36 timeout") elseif not ok then error(e, 0) end end
      ev:wait()
      say("w1 39 ev")
    end
  end
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      q:put(42)
      say("w1 43 put 42")
      if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
    end)
      if is(e, Cancelled) then say("w1 41 cancelled uncancel")
        say("w1 41 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end)
    if is(e, Cancelled) then say("w1 40 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  ev:set()
  say("w1 47 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    say("w2 50")
    local function f52()
      say("w2.f52 53")
      current():cancel()
      ev:wait()
      say("w2.f52 56 ev")
      sleep(5)
      say("w2.f52 58")
      return "f52"
    end
    do local ok, e = pcall(function() say("w2 51 got " .. table.concat({ gather { spawn("f52", f52) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 51 err " .. kind(e)) else error(e, 0) end end end
    if T.w6 then say("w2 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w2 48 timeout") elseif not ok then error(e, 0) end end
  current():cancel()
  sleep(5)
  say("w2 62")
  say("w2 63 end")
end
local function w3()
  local function f65()
    say("w3.f65 66")
    if T.w6 then say("w3.f65 cancels w6 " .. yn(T.w6:cancel())) end
    return "f65"
  end
  local function f68()
    say("w3.f68 69")
    if not q:full() then q:put_nowait(70) end
    sleep(0)
    say("w3.f68 72")
    return "f68"
  end
  local function f73()
    say("w3.f73 74")
    current():cancel()
    sleep(0)
    say("w3.f73 77")
    if T.w6 then say("w3.f73 cancels w6 " .. yn(T.w6:cancel())) end
    return "f73"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f65", f65)
    tg:spawn("f68", f68)
    tg:spawn("f73", f73)
  end)
    if is(e, ErrorGroup) then say("w3 64 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w6 then say("w3 cancels w6 " .. yn(T.w6:cancel())) end
  say("w3 80 end")
end
local function w4()
  sleep(0)
  say("w4 82")
  local function f84()
    say("w4.f84 85")
    say("w4.f84 87")
    say("w4.f84 barrier " .. br:wait())
    sleep(1)
    say("w4.f84 90")
    return "f84"
  end
  do local ok, e = pcall(function() say("w4 83 got " .. table.concat({ gather { spawn("f84", f84) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 83 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w4 92")
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  say("w4 94 end")
end
local function w5()
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = lk:hold()
      say("w5 97 in")
      if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
    end
    if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
    say("w5 101")
  end)
    if is(e, Timeout) then say("w5 95 timeout") elseif not ok then error(e, 0) end end
  say("w5 103")
  say("w5 104 end")
end
local function w6()
  do local _ <close> = sm:hold()
    say("w6 106 in")
    if T.w4 then say("w6 cancels w4 " .. yn(T.w4:cancel())) end
    do local ok, e = pcall(timeout, 1, function()
      say("w6 got " .. q:get())
      say("w6 111")
    end)
      if is(e, Timeout) then say("w6 108 timeout") elseif not ok then error(e, 0) end end
  end
  ev:set()
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w6 113 ok") elseif type(e) == "string" then say("w6 113 err " .. kind(e)) else error(e, 0) end end
  say("w6 114 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
sleep(2)
sleep(3)
say('main cancels w6 ' .. yn(T.w6:cancel()))
sleep(0)
sleep(5)
say('main ends')
