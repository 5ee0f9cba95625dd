-- random program 207
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
  do local _ <close> = sm:hold()
    say("w1 2 in")
    local function f4()
      say("w1.f4 5")
      do local _ <close> = lk:hold()
        say("w1.f4 7 in")
        sleep(1)
        say("w1.f4 9")
        sleep(2)
        say("w1.f4 11")
      end
      return "f4"
    end
    do local ok, e = pcall(function() say("w1 3 got " .. table.concat({ gather { spawn("f4", f4) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
  end
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 1, function()
      ev:wait()
      say("w1 15 ev")
      sleep(2)
      say("w1 17")
      sleep(5)
      say("w1 19")
    end)
      if is(e, Timeout) then say("w1 13 timeout") elseif not ok then error(e, 0) end end
    say("w1 got " .. q:get())
  end)
    if is(e, Cancelled) then say("w1 12 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 21 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 23 in")
    say("w2 count " .. current():cancelling())
    ev:clear()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 27 woken")
    end
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 28 ok") elseif type(e) == "string" then say("w2 28 err " .. kind(e)) else error(e, 0) end end
  say("w2 29 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  do local ok, e = pcall(function()
    do local _ <close> = sm:hold()
      say("w3 33 in")
      do local _ <close> = sm:hold()
        say("w3 35 in")
        say("w3 got " .. q:get())
        sleep(1)
        say("w3 38")
      end
      if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
    end
    local function f41()
      say("w3.f41 42")
      do local _ <close> = lk:hold()
        say("w3.f41 44 in")
        say("w3.f41 count " .. current():cancelling())
        sleep(1)
        say("w3.f41 47")
      end
      say("w3.f41 49")
      local function f51()
        say("w3.f41.f51 52")
        if T.w3 then say("w3.f41.f51 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(2)
        say("w3.f41.f51 55")
        say("w3.f41.f51 count " .. current():cancelling())
        return "f51"
      end
      local function f57()
        say("w3.f41.f57 58")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(1)
        say("w3.f41.f57 61")
        error("E62", 0)
      end
      do local dn, pn = wait({ spawn("f51", f51), spawn("f57", f57) }, { return_when = "all", timeout = nil })
        say("w3.f41 50 done " .. #dn .. " pending " .. #pn) end
      return "f41"
    end
    local function f63()
      say("w3.f63 64")
      if not q:full() then q:put_nowait(65) end
      if not q:full() then q:put_nowait(66) end
      if not q:full() then q:put_nowait(67) end
      return "f63"
    end
    local function f68()
      say("w3.f68 69")
      q:put(70)
      say("w3.f68 71 put 70")
      say("w3.f68 73")
      sleep(1)
      say("w3.f68 75")
      return "f68"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f41", f41)
      tg:spawn("f63", f63)
      tg:spawn("f68", f68)
      sleep(2)
      say("w3 77")
      ev:wait()
      say("w3 79 ev")
    end)
      if is(e, ErrorGroup) then say("w3 40 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(3)
    say("w3 81")
  end)
    if is(e, Cancelled) then say("w3 31 cancelled cleanup")
      sleep(3)
      say("w3 31 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  current():cancel()
  sleep(2)
  say("w3 84")
  say("w3 85 end")
end
local function w4()
  if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w4 88 ok") elseif type(e) == "string" then say("w4 88 err " .. kind(e)) else error(e, 0) end end
  local function f90()
    say("w4.f90 91")
    say("w4.f90 93")
    return "f90"
  end
  local function f94()
    say("w4.f94 95")
    sleep(1)
    say("w4.f94 97")
    return "f94"
  end
  local function f98()
    say("w4.f98 99")
    sleep(1)
    say("w4.f98 101")
    sleep(2)
    say("w4.f98 103")
    sleep(1)
    say("w4.f98 105")
    error("E106", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f90", f90)
    tg:spawn("f94", f94)
    tg:spawn("f98", f98)
    q:put(107)
    say("w4 108 put 107")
  end)
    if is(e, ErrorGroup) then say("w4 89 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(109) end
  say("w4 110 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
