-- random program 233
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
  local function f2()
    say("w1.f2 3")
    sleep(0)
    say("w1.f2 5")
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 " .. wait_for(0, spawn("f2", f2))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 7")
  say("w1 barrier " .. br:wait())
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  ev:set()
  say("w1 11 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 13 in")
    sleep(1)
    say("w2 15")
  end
  local function f17()
    say("w2.f17 18")
    ev:wait()
    say("w2.f17 20 ev")
    say("w2.f17 size " .. q:size())
    do local _ <close> = lk:hold()
      say("w2.f17 23 in")
      sleep(5)
      say("w2.f17 25")
      do local ok, e = pcall(function()
        if not q:empty() then say("w2.f17 took " .. q:get_nowait()) end
        say("w2.f17 29")
      end)
        if is(e, Cancelled) then say("w2.f17 26 cancelled err")
          error("X26", 0)
        elseif not ok then error(e, 0) end end
    end
    return "f17"
  end
  local function f30()
    say("w2.f30 31")
    sleep(0)
    say("w2.f30 33")
    return "f30"
  end
  local function f34()
    say("w2.f34 35")
    if not q:empty() then say("w2.f34 took " .. q:get_nowait()) end
    error("E37", 0)
  end
  do local ok, e = pcall(function() say("w2 16 got " .. table.concat({ gather { spawn("f17", f17), spawn("f30", f30), spawn("f34", f34) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 16 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = lk:hold()
    say("w2 39 in")
    local function f41()
      say("w2.f41 42")
      ev:clear()
      say("w2.f41 45")
      return "f41"
    end
    local function f46()
      say("w2.f46 47")
      ev:set()
      do local _ <close> = sm:hold()
        say("w2.f46 50 in")
        sleep(0)
        say("w2.f46 52")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f46 53 ok") elseif type(e) == "string" then say("w2.f46 53 err " .. kind(e)) else error(e, 0) end end
        say("w2.f46 55")
      end
      return "f46"
    end
    local function f56()
      say("w2.f56 57")
      sleep(5)
      say("w2.f56 59")
      do local ok, e = pcall(function()
        say("w2.f56 62")
        sleep(3)
        say("w2.f56 64")
        say("w2.f56 got " .. q:get())
      end)
        if is(e, Cancelled) then say("w2.f56 60 cancelled swallow")
        elseif not ok then error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f56 67 woken")
      end
      error("E68", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f41", f41)
      tg:spawn("f46", f46)
      tg:spawn("f56", f56)
      say("w2 barrier " .. br:wait())
      sleep(1)
      say("w2 71")
    end)
      if is(e, ErrorGroup) then say("w2 40 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    if not q:full() then q:put_nowait(73) end
  end
  sleep(1)
  say("w2 75")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 76 ok") elseif type(e) == "string" then say("w2 76 err " .. kind(e)) else error(e, 0) end end
  say("w2 77 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 79 in")
    do local ok, e = pcall(function()
      do local _ <close> = lk:hold()
        say("w3 82 in")
        say("w3 got " .. q:get())
        sleep(1)
        say("w3 85")
        say("w3 count " .. current():cancelling())
      end
      sleep(5)
      say("w3 88")
      sleep(0)
      say("w3 90")
    end)
      if is(e, Cancelled) then say("w3 80 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(2)
    say("w3 92")
  end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 94 end")
end
local function w4()
  sleep(1)
  say("w4 96")
  sleep(5)
  say("w4 98")
  do local _ <close> = sm:hold()
    say("w4 100 in")
    do local ok, e = pcall(timeout, 1, function()
      say("w4 103")
      if not q:full() then q:put_nowait(104) end
    end)
      if is(e, Timeout) then say("w4 101 timeout") elseif not ok then error(e, 0) end end
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end
  say("w4 106 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(1)
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
