-- random program 296
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
  local function f2()
    say("w1.f2 3")
    q:put(4)
    say("w1.f2 5 put 4")
    ev:set()
    return "f2"
  end
  local function f7()
    say("w1.f7 8")
    q:put(9)
    say("w1.f7 10 put 9")
    if T.w1 then say("w1.f7 cancels w1 " .. yn(T.w1:cancel())) end
    return "f7"
  end
  local function f12()
    say("w1.f12 13")
    do local _ <close> = sm:hold()
      say("w1.f12 15 in")
      say("w1.f12 size " .. q:size())
    end
    if T.w1 then say("w1.f12 cancels w1 " .. yn(T.w1:cancel())) end
    say("w1.f12 got " .. q:get())
    error("E19", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f7", f7), spawn("f12", f12) }, { timeout = 3 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = lk:hold()
    say("w1 21 in")
    local function f23()
      say("w1.f23 24")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      sleep(3)
      say("w1.f23 27")
      local function f29()
        say("w1.f23.f29 30")
        ev:clear()
        if not q:empty() then say("w1.f23.f29 took " .. q:get_nowait()) end
        q:put(33)
        say("w1.f23.f29 34 put 33")
        return "f29"
      end
      local function f35()
        say("w1.f23.f35 36")
        say("w1.f23.f35 got " .. q:get())
        q:put(38)
        say("w1.f23.f35 39 put 38")
        ev:set()
        return "f35"
      end
      local function f41()
        say("w1.f23.f41 42")
        q:put(43)
        say("w1.f23.f41 44 put 43")
        return "f41"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f29", f29)
        tg:spawn("f35", f35)
        tg:spawn("f41", f41)
        if T.w1 then say("w1.f23 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, ErrorGroup) then say("w1.f23 28 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f23"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f23", f23)
      if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
      sleep(0)
      say("w1 48")
    end)
      if is(e, ErrorGroup) then say("w1 22 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w1 50")
    sleep(2)
    say("w1 52")
  end
  say("w1 53 end")
end
local function w2()
  local function f55()
    say("w2.f55 56")
    sleep(0)
    say("w2.f55 58")
    return "f55"
  end
  local function f59()
    say("w2.f59 60")
    if T.w5 then say("w2.f59 cancels w5 " .. yn(T.w5:cancel())) end
    say("w2.f59 size " .. q:size())
    if T.w3 then say("w2.f59 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E64", 0)
  end
  local function f65()
    say("w2.f65 66")
    ev:clear()
    return "f65"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f55", f55)
    tg:spawn("f59", f59)
    tg:spawn("f65", f65)
    q:put(68)
    say("w2 69 put 68")
    ev:set()
    sleep(1)
    say("w2 72")
  end)
    if is(e, ErrorGroup) then say("w2 54 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 74")
  q:put(75)
  say("w2 76 put 75")
  ev:clear()
  if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  say("w2 79 end")
end
local function w3()
  sleep(5)
  say("w3 81")
  do local _ <close> = defer(function()
    say("w3 82 finally")
  end)
    say("w3 got " .. q:get())
    local function f85()
      say("w3.f85 86")
      if not q:empty() then say("w3.f85 took " .. q:get_nowait()) end
      sleep(0)
      say("w3.f85 89")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f85"
    end
    do local ok, e = pcall(function() say("w3 84 " .. wait_for(2, spawn("f85", f85))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 84 err " .. kind(e)) else error(e, 0) end end end
    if not q:full() then q:put_nowait(91) end
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 94 end")
end
local function w4()
  local function f96()
    say("w4.f96 97")
    do local ok, e = pcall(function()
      sleep(1)
      say("w4.f96 100")
      say("w4.f96 got " .. q:get())
    end)
      if is(e, Cancelled) then say("w4.f96 98 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f96"
  end
  local function f103()
    say("w4.f103 104")
    if T.w2 then say("w4.f103 cancels w2 " .. yn(T.w2:cancel())) end
    sleep(3)
    say("w4.f103 107")
    sleep(0)
    say("w4.f103 109")
    return "f103"
  end
  for _, x in ipairs(gather({ spawn("f96", f96), spawn("f103", f103) }, { return_errors = true })) do
    say("w4 95 " .. (x.ok and x.value or kind(x.error)))
  end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 110 ok") elseif type(e) == "string" then say("w4 110 err " .. kind(e)) else error(e, 0) end end
  sleep(1)
  say("w4 112")
  if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:clear()
  say("w4 115 end")
end
local function w5()
  do local _ <close> = lk:hold()
    say("w5 117 in")
    local function f119()
      say("w5.f119 120")
      sleep(1)
      say("w5.f119 122")
      return "f119"
    end
    do local ok, e = pcall(function() say("w5 118 " .. wait_for(2, spawn("f119", f119))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 118 err " .. kind(e)) else error(e, 0) end end end
    if T.w5 then say("w5 cancels w5 " .. yn(T.w5:cancel())) end
    if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  end
  sleep(5)
  say("w5 126")
  say("w5 128")
  say("w5 129 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(0)
sleep(2)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(2)
sleep(10)
say('main ends')
