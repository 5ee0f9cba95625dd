-- random program 27
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
  if not q:full() then q:put_nowait(1) end
  sleep(0)
  say("w1 3")
  say("w1 count " .. current():cancelling())
  do local _ <close> = lk:hold()
    say("w1 6 in")
    do local _ <close> = sm:hold()
      say("w1 8 in")
      say("w1 got " .. q:get())
      if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
    end
    local function f12()
      say("w1.f12 13")
      local function f15()
        say("w1.f12.f15 16")
        sleep(2)
        say("w1.f12.f15 18")
        if not q:empty() then say("w1.f12.f15 took " .. q:get_nowait()) end
        say("w1.f12.f15 21")
        return "f15"
      end
      local function f22()
        say("w1.f12.f22 23")
        say("w1.f12.f22 25")
        if T.w3 then say("w1.f12.f22 cancels w3 " .. yn(T.w3:cancel())) end
        error("E27", 0)
      end
      local function f28()
        say("w1.f12.f28 29")
        if T.w6 then say("w1.f12.f28 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:set()
        return "f28"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f15", f15), spawn("f22", f22), spawn("f28", f28) }, { timeout = nil }) do say("w1.f12 14 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f12 14 err " .. kind(e)) else error(e, 0) end end end
      sleep(2)
      say("w1.f12 33")
      if T.w6 then say("w1.f12 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f12"
    end
    do local ok, e = pcall(function() say("w1 11 got " .. table.concat({ gather { spawn("f12", f12) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 11 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w1 35 end")
end
local function w2()
  local function f37()
    say("w2.f37 38")
    do local ok, e = pcall(function()
      say("w2.f37 count " .. current():cancelling())
    end)
      if is(e, Cancelled) then say("w2.f37 39 cancelled err")
        error("X39", 0)
      elseif not ok then error(e, 0) end end
    error("E41", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f37", f37)
  end)
    if is(e, ErrorGroup) then say("w2 36 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 43")
  say("w2 44 end")
end
local function w3()
  ev:wait()
  say("w3 46 ev")
  do local _ <close> = sm:hold()
    say("w3 48 in")
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3 49 ok") elseif type(e) == "string" then say("w3 49 err " .. kind(e)) else error(e, 0) end end
    sleep(1)
    say("w3 51")
    do local ok, e = pcall(function()
      say("w3 54")
      do local _ <close> = sm:hold()
        say("w3 56 in")
        ev:clear()
      end
    end)
      if is(e, Cancelled) then say("w3 52 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end
  say("w3 got " .. q:get())
  do local _ <close> = defer(function()
    sleep(5)
    say("w3 59 finally")
  end)
    local function f61()
      say("w3.f61 62")
      sleep(3)
      say("w3.f61 64")
      return "f61"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f61", f61)
      if not q:full() then q:put_nowait(65) end
    end)
      if is(e, ErrorGroup) then say("w3 60 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  q:put(66)
  say("w3 67 put 66")
  say("w3 68 end")
end
local function w4()
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f71()
    say("w4.f71 72")
    sleep(1)
    say("w4.f71 74")
    do local ok, e = pcall(function()
      current():cancel()
      say("w4.f71 78")
    end)
      if is(e, Cancelled) then say("w4.f71 75 cancelled swallow")
      elseif not ok then error(e, 0) end end
    ev:wait()
    say("w4.f71 80 ev")
    error("E81", 0)
  end
  do local ok, e = pcall(function() say("w4 70 " .. wait_for(3, spawn("f71", f71))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 70 err " .. kind(e)) else error(e, 0) end end end
  say("w4 82 end")
end
local function w5()
  say("w5 84")
  local function f86()
    say("w5.f86 87")
    if not q:full() then q:put_nowait(88) end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w5.f86 89 ok") elseif type(e) == "string" then say("w5.f86 89 err " .. kind(e)) else error(e, 0) end end
    error("E90", 0)
  end
  do local dn, pn = wait({ spawn("f86", f86) }, { return_when = "first", timeout = 2 })
    say("w5 85 done " .. #dn .. " pending " .. #pn) end
  say("w5 91 end")
end
local function w6()
  say("w6 got " .. q:get())
  do local _ <close> = sm:hold()
    say("w6 94 in")
    say("w6 96")
    say("w6 size " .. q:size())
    sleep(1)
    say("w6 99")
  end
  say("w6 100 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(2)
if not q:empty() then q:get_nowait() end
ev:set()
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
