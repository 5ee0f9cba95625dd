-- random program 100
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
  do local _ <close> = sm:hold()
    say("w1 2 in")
    local function f4()
      say("w1.f4 5")
      ev:set()
      sleep(3)
      say("w1.f4 8")
      current():cancel()
      return "f4"
    end
    for _, x in ipairs(gather({ spawn("f4", f4) }, { return_errors = true })) do
      say("w1 3 " .. (x.ok and x.value or kind(x.error)))
    end
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
  end
  do local _ <close> = lk:hold()
    say("w1 12 in")
    if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  say("w1 got " .. q:get())
  ev:wait()
  say("w1 16 ev")
  if not q:full() then q:put_nowait(17) end
  say("w1 18 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 20 in")
    do local ok, e = pcall(timeout, 1, function()
      do local ok, e = pcall(function()
        if not q:full() then q:put_nowait(23) end
        sleep(0)
        say("w2 25")
      end)
        if is(e, Cancelled) then say("w2 22 cancelled uncancel")
          say("w2 22 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      say("w2 got " .. q:get())
    end)
      if is(e, Timeout) then say("w2 21 timeout") elseif not ok then error(e, 0) end end
    say("w2 28")
    if T.w4 then say("w2 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  sleep(1)
  say("w2 31")
  sleep(1)
  say("w2 33")
  say("w2 35")
  say("w2 36 end")
end
local function w3()
  do local ok, e = pcall(function()
    ev:clear()
    say("w3 size " .. q:size())
  end)
    if is(e, Cancelled) then say("w3 37 cancelled err")
      error("X37", 0)
    elseif not ok then error(e, 0) end end
  local function f41()
    say("w3.f41 42")
    if T.w2 then say("w3.f41 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f41"
  end
  do local ok, e = pcall(function() say("w3 40 " .. wait_for(5, spawn("f41", f41))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 40 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w3 45 ev")
  say("w3 46 end")
end
local function w4()
  local function f48()
    say("w4.f48 49")
    local function f51()
      say("w4.f48.f51 52")
      do local ok, e = pcall(timeout, 0, function()
        ev:wait()
        say("w4.f48.f51 55 ev")
      end)
        if is(e, Timeout) then say("w4.f48.f51 53 timeout") elseif not ok then error(e, 0) end end
      if not q:empty() then say("w4.f48.f51 took " .. q:get_nowait()) end
      return "f51"
    end
    local function f57()
      say("w4.f48.f57 58")
      if not q:empty() then say("w4.f48.f57 took " .. q:get_nowait()) end
      say("w4.f48.f57 count " .. current():cancelling())
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w4.f48.f57 61 ok") elseif type(e) == "string" then say("w4.f48.f57 61 err " .. kind(e)) else error(e, 0) end end
      error("E62", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f51", f51)
      tg:spawn("f57", f57)
    end)
      if is(e, ErrorGroup) then say("w4.f48 50 " .. kind(e)) elseif not ok then error(e, 0) end end
    q:put(63)
    say("w4.f48 64 put 63")
    error("E65", 0)
  end
  local function f66()
    say("w4.f66 67")
    sleep(0)
    say("w4.f66 69")
    if T.w2 then say("w4.f66 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f66"
  end
  local function f71()
    say("w4.f71 72")
    if T.w2 then say("w4.f71 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w4.f71 74 ok") elseif type(e) == "string" then say("w4.f71 74 err " .. kind(e)) else error(e, 0) end end
    q:put(75)
    say("w4.f71 76 put 75")
    return "f71"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f48", f48)
    tg:spawn("f66", f66)
    tg:spawn("f71", f71)
  end)
    if is(e, ErrorGroup) then say("w4 47 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  current():cancel()
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 80 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w5 82 woken")
  end
  sleep(2)
  say("w5 84")
  say("w5 85 end")
end
local function w6()
  say("w6 size " .. q:size())
  do local _ <close> = defer(function()
    say("w6 87 finally")
  end)
    do local ok, e = pcall(function()
      do local _ <close> = defer(function()
        say("w6 89 finally")
      end)
        sleep(1)
        say("w6 91")
      end
    end)
      if is(e, Cancelled) then say("w6 88 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  sleep(0)
  say("w6 93")
  say("w6 94 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
sleep(30)
say('main ends')
