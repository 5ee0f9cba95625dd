-- random program 117
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
  q:put(1)
  say("w1 2 put 1")
  local function f4()
    say("w1.f4 5")
    ev:set()
    local function f8()
      say("w1.f4.f8 9")
      do local _ <close> = sm:hold()
        say("w1.f4.f8 11 in")
        say("w1.f4.f8 13")
        sleep(2)
        say("w1.f4.f8 15")
      end
      do local ok, e = pcall(timeout, 0, function()
        if not q:empty() then say("w1.f4.f8 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f4.f8 16 timeout") elseif not ok then error(e, 0) end end
      return "f8"
    end
    local function f18()
      say("w1.f4.f18 19")
      do local ok, e = pcall(timeout, 0, function()
        if not q:empty() then say("w1.f4.f18 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f4.f18 20 timeout") elseif not ok then error(e, 0) end end
      local function f23()
        say("w1.f4.f18.f23 24")
        sleep(3)
        say("w1.f4.f18.f23 26")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        if not q:full() then q:put_nowait(28) end
        return "f23"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f23", f23) }, { timeout = 1 }) do say("w1.f4.f18 22 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f4.f18 22 err " .. kind(e)) else error(e, 0) end end end
      error("E29", 0)
    end
    local function f30()
      say("w1.f4.f30 31")
      say("w1.f4.f30 size " .. q:size())
      return "f30"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f8", f8)
      tg:spawn("f18", f18)
      tg:spawn("f30", f30)
      do local _ <close> = sm:hold()
        say("w1.f4 34 in")
        ev:clear()
        q:put(36)
        say("w1.f4 37 put 36")
      end
      if T.w4 then say("w1.f4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, ErrorGroup) then say("w1.f4 7 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f4"
  end
  do local ok, e = pcall(function() say("w1 3 " .. wait_for(1, spawn("f4", f4))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
  sleep(2)
  say("w1 40")
  say("w1 42")
  ev:clear()
  say("w1 44 end")
end
local function w2()
  local function f46()
    say("w2.f46 47")
    do local ok, e = pcall(function()
      say("w2.f46 count " .. current():cancelling())
    end)
      if is(e, Cancelled) then say("w2.f46 48 cancelled cleanup")
        sleep(0)
        say("w2.f46 48 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      if T.w4 then say("w2.f46 cancels w4 " .. yn(T.w4:cancel())) end
    end)
      if is(e, Timeout) then say("w2.f46 50 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f46 52 ok") elseif type(e) == "string" then say("w2.f46 52 err " .. kind(e)) else error(e, 0) end end
    return "f46"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f46", f46)
    sleep(1)
    say("w2 54")
  end)
    if is(e, ErrorGroup) then say("w2 45 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 56")
  ev:wait()
  say("w2 58 ev")
  sleep(3)
  say("w2 60")
  say("w2 61 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 63 in")
    local function f65()
      say("w3.f65 66")
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3.f65 67 ok") elseif type(e) == "string" then say("w3.f65 67 err " .. kind(e)) else error(e, 0) end end
      if T.w4 then say("w3.f65 cancels w4 " .. yn(T.w4:cancel())) end
      error("E69", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f65", f65) }, { timeout = 5 }) do say("w3 64 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 64 err " .. kind(e)) else error(e, 0) end end end
  end
  if not q:full() then q:put_nowait(70) end
  q:put(71)
  say("w3 72 put 71")
  say("w3 74")
  say("w3 75 end")
end
local function w4()
  local function f77()
    say("w4.f77 78")
    say("w4.f77 size " .. q:size())
    do local _ <close> = lk:hold()
      say("w4.f77 81 in")
      local function f83()
        say("w4.f77.f83 84")
        ev:set()
        sleep(1)
        say("w4.f77.f83 87")
        say("w4.f77.f83 89")
        return "f83"
      end
      local function f90()
        say("w4.f77.f90 91")
        sleep(0)
        say("w4.f77.f90 93")
        say("w4.f77.f90 got " .. q:get())
        if T.w4 then say("w4.f77.f90 cancels w4 " .. yn(T.w4:cancel())) end
        return "f90"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f83", f83)
        tg:spawn("f90", f90)
        say("w4.f77 got " .. q:get())
        if T.w3 then say("w4.f77 cancels w3 " .. yn(T.w3:cancel())) end
        current():cancel()
      end)
        if is(e, ErrorGroup) then say("w4.f77 82 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    sleep(2)
    say("w4.f77 100")
    return "f77"
  end
  local function f101()
    say("w4.f101 102")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w4.f101 103 ok") elseif type(e) == "string" then say("w4.f101 103 err " .. kind(e)) else error(e, 0) end end
    say("w4.f101 105")
    error("E106", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f77", f77), spawn("f101", f101) }, { timeout = 1 }) do say("w4 76 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 76 err " .. kind(e)) else error(e, 0) end end end
  say("w4 got " .. q:get())
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 110 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
