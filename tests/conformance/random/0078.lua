-- random program 78
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
  do local ok, e = pcall(timeout, 0, function()
    ev:wait()
    say("w1 3 ev")
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = defer(function()
        sleep(5)
        say("w1 5 finally")
      end)
        ev:set()
      end
      say("w1 got " .. q:get())
      do local _ <close> = sm:hold()
        say("w1 9 in")
        q:put(10)
        say("w1 11 put 10")
        if not q:empty() then say("w1 took " .. q:get_nowait()) end
      end
    end)
      if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
    say("w1 got " .. q:get())
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  say("w1 got " .. q:get())
  do local _ <close> = sm:hold()
    say("w1 16 in")
    sleep(1)
    say("w1 18")
    sleep(1)
    say("w1 20")
  end
  ev:wait()
  say("w1 22 ev")
  say("w1 23 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 24 ok") elseif type(e) == "string" then say("w2 24 err " .. kind(e)) else error(e, 0) end end
  say("w2 barrier " .. br:wait())
  local function f27()
    say("w2.f27 28")
    q:put(29)
    say("w2.f27 30 put 29")
    local function f32()
      say("w2.f27.f32 33")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f27.f32 35 woken")
      end
      sleep(5)
      say("w2.f27.f32 37")
      say("w2.f27.f32 39")
      error("E40", 0)
    end
    local function f41()
      say("w2.f27.f41 42")
      do local _ <close> = sm:hold()
        say("w2.f27.f41 44 in")
        if not q:empty() then say("w2.f27.f41 took " .. q:get_nowait()) end
      end
      sleep(2)
      say("w2.f27.f41 47")
      do local ok, e = pcall(timeout, 1, function()
        sleep(0)
        say("w2.f27.f41 50")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f27.f41 51 ok") elseif type(e) == "string" then say("w2.f27.f41 51 err " .. kind(e)) else error(e, 0) end end
        q:put(52)
        say("w2.f27.f41 53 put 52")
      end)
        if is(e, Timeout) then say("w2.f27.f41 48 timeout") elseif not ok then error(e, 0) end end
      return "f41"
    end
    local function f54()
      say("w2.f27.f54 55")
      if T.w1 then say("w2.f27.f54 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      local function f58()
        say("w2.f27.f54.f58 59")
        say("w2.f27.f54.f58 61")
        sleep(2)
        say("w2.f27.f54.f58 63")
        sleep(0)
        say("w2.f27.f54.f58 65")
        error("E66", 0)
      end
      do local ok, e = pcall(function() say("w2.f27.f54 57 " .. wait_for(0, spawn("f58", f58))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f27.f54 57 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(function()
        sleep(0)
        say("w2.f27.f54 69")
        ev:wait()
        say("w2.f27.f54 71 ev")
      end)
        if is(e, Cancelled) then say("w2.f27.f54 67 cancelled err")
          error("X67", 0)
        elseif not ok then error(e, 0) end end
      error("E72", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f32", f32), spawn("f41", f41), spawn("f54", f54) }, { timeout = 3 }) do say("w2.f27 31 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f27 31 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(timeout, 1, function()
      sleep(1)
      say("w2.f27 75")
    end)
      if is(e, Timeout) then say("w2.f27 73 timeout") elseif not ok then error(e, 0) end end
    return "f27"
  end
  local function f76()
    say("w2.f76 77")
    ev:set()
    if T.w1 then say("w2.f76 cancels w1 " .. yn(T.w1:cancel())) end
    error("E80", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f27", f27)
    tg:spawn("f76", f76)
    q:put(81)
    say("w2 82 put 81")
    ev:set()
  end)
    if is(e, ErrorGroup) then say("w2 26 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 85")
  ev:wait()
  say("w2 87 ev")
  say("w2 88 end")
end
local function w3()
  sleep(3)
  say("w3 90")
  ev:wait()
  say("w3 92 ev")
  sleep(0)
  say("w3 94")
  say("w3 95 end")
end
local function w4()
  say("w4 97")
  local function f99()
    say("w4.f99 100")
    do local ok, e = pcall(timeout, 1, function()
      say("w4.f99 103")
      if not q:full() then q:put_nowait(104) end
    end)
      if is(e, Timeout) then say("w4.f99 101 timeout") elseif not ok then error(e, 0) end end
    sleep(3)
    say("w4.f99 106")
    return "f99"
  end
  do local ok, e = pcall(function() say("w4 98 got " .. table.concat({ gather { spawn("f99", f99) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 98 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  say("w4 110 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(1)
ev:set()
sleep(10)
say('main ends')
