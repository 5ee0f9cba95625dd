-- random program 53
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
    do local ok, e = pcall(function()
      sleep(1)
      say("w1.f2 6")
    end)
      if is(e, Cancelled) then say("w1.f2 4 cancelled err")
        error("X4", 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w1.f2 8 in")
      ev:clear()
      say("w1.f2 count " .. current():cancelling())
      sleep(1)
      say("w1.f2 12")
    end
    sleep(2)
    say("w1.f2 14")
    error("E15", 0)
  end
  local function f16()
    say("w1.f16 17")
    if T.w2 then say("w1.f16 cancels w2 " .. yn(T.w2:cancel())) end
    error("E19", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f16", f16)
    do local _ <close> = lk:hold()
      say("w1 21 in")
      do local ok, e = pcall(timeout, 0, function()
        ev:clear()
        sleep(0)
        say("w1 25")
      end)
        if is(e, Timeout) then say("w1 22 timeout") elseif not ok then error(e, 0) end end
      local function f27()
        say("w1.f27 28")
        if not q:full() then q:put_nowait(29) end
        if T.w2 then say("w1.f27 cancels w2 " .. yn(T.w2:cancel())) end
        return "f27"
      end
      do local ok, e = pcall(function() say("w1 26 " .. wait_for(1, spawn("f27", f27))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 26 err " .. kind(e)) else error(e, 0) end end end
      sleep(3)
      say("w1 32")
    end
    do local _ <close> = defer(function()
      sleep(2)
      say("w1 33 finally")
    end)
      if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
      sleep(0)
      say("w1 36")
      sleep(0)
      say("w1 38")
    end
    do local _ <close> = defer(function()
      say("w1 39 finally")
    end)
      do local _ <close> = lk:hold()
        say("w1 41 in")
        ev:set()
        say("w1 44")
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1 46 woken")
      end
      do local ok, e = pcall(timeout, 1, function()
        sleep(5)
        say("w1 49")
      end)
        if is(e, Timeout) then say("w1 47 timeout") elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w1 51 in")
    do local _ <close> = sm:hold()
      say("w1 53 in")
      if not q:full() then q:put_nowait(54) end
      do local _ <close> = defer(function()
        sleep(3)
        say("w1 55 finally")
      end)
        sleep(3)
        say("w1 57")
        sleep(1)
        say("w1 59")
      end
      sleep(2)
      say("w1 61")
    end
    sleep(2)
    say("w1 63")
    if not q:full() then q:put_nowait(64) end
  end
  sleep(1)
  say("w1 66")
  sleep(2)
  say("w1 68")
  ev:set()
  say("w1 70 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 size " .. q:size())
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  say("w2 76 end")
end
local function w3()
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  local function f80()
    say("w3.f80 81")
    ev:clear()
    sleep(1)
    say("w3.f80 84")
    return "f80"
  end
  do local ok, e = pcall(function() say("w3 79 " .. wait_for(2, spawn("f80", f80))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 79 err " .. kind(e)) else error(e, 0) end end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  sleep(0)
  say("w3 87")
  say("w3 88 end")
end
local function w4()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w4 89 ok") elseif type(e) == "string" then say("w4 89 err " .. kind(e)) else error(e, 0) end end
  local function f91()
    say("w4.f91 92")
    do local _ <close> = sm:hold()
      say("w4.f91 94 in")
      if not q:full() then q:put_nowait(95) end
      ev:clear()
    end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4.f91 97 ok") elseif type(e) == "string" then say("w4.f91 97 err " .. kind(e)) else error(e, 0) end end
    return "f91"
  end
  local function f98()
    say("w4.f98 99")
    q:put(100)
    say("w4.f98 101 put 100")
    if T.w2 then say("w4.f98 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(5)
    say("w4.f98 104")
    return "f98"
  end
  local function f105()
    say("w4.f105 106")
    sleep(0)
    say("w4.f105 108")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f105"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f91", f91), spawn("f98", f98), spawn("f105", f105) }, { timeout = 0 }) do say("w4 90 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 90 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 111 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(2)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(2)
sleep(5)
say('main ends')
