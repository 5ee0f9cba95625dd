-- random program 219
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
  sleep(1)
  say("w1 2")
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = defer(function()
      sleep(0)
      say("w1 4 finally")
    end)
      do local ok, e = pcall(function()
        sleep(1)
        say("w1 7")
        sleep(0)
        say("w1 9")
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1 5 cancelled cleanup")
          sleep(2)
          say("w1 5 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        sleep(5)
        say("w1 13")
        sleep(3)
        say("w1 15")
        q:put(16)
        say("w1 17 put 16")
      end)
        if is(e, Timeout) then say("w1 11 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w1 19 in")
        q:put(20)
        say("w1 21 put 20")
        say("w1 23")
      end
    end
    sleep(0)
    say("w1 25")
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  ev:set()
  if T.w5 then say("w1 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 28 end")
end
local function w2()
  say("w2 30")
  local function f32()
    say("w2.f32 33")
    do local _ <close> = sm:hold()
      say("w2.f32 35 in")
      do local ok, e = pcall(timeout, 0, function()
        sleep(3)
        say("w2.f32 38")
      end)
        if is(e, Timeout) then say("w2.f32 36 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w2.f32 40 in")
        say("w2.f32 got " .. q:get())
        sleep(2)
        say("w2.f32 43")
        sleep(2)
        say("w2.f32 45")
      end
    end
    return "f32"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f32", f32)
  end)
    if is(e, ErrorGroup) then say("w2 31 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  end)
    if is(e, Cancelled) then say("w2 46 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w2 49")
  say("w2 51")
  say("w2 52 end")
end
local function w3()
  say("w3 got " .. q:get())
  say("w3 got " .. q:get())
  say("w3 got " .. q:get())
  sleep(1)
  say("w3 57")
  say("w3 barrier " .. br:wait())
  say("w3 59 end")
end
local function w4()
  do local ok, e = pcall(timeout, 2, function()
    if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
    if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
    do local ok, e = pcall(timeout, 5, function()
      sleep(1)
      say("w4 65")
      sleep(0)
      say("w4 67")
      say("w4 got " .. q:get())
    end)
      if is(e, Timeout) then say("w4 63 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w4 60 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 70")
  ev:set()
  say("w4 73")
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  say("w4 75 end")
end
local function w5()
  local function f77()
    say("w5.f77 78")
    sleep(0)
    say("w5.f77 80")
    sleep(2)
    say("w5.f77 82")
    say("w5.f77 barrier " .. br:wait())
    return "f77"
  end
  local function f84()
    say("w5.f84 85")
    sleep(3)
    say("w5.f84 87")
    ev:clear()
    return "f84"
  end
  local function f89()
    say("w5.f89 90")
    ev:wait()
    say("w5.f89 92 ev")
    sleep(2)
    say("w5.f89 94")
    sleep(0)
    say("w5.f89 96")
    return "f89"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f77", f77), spawn("f84", f84), spawn("f89", f89) }, { timeout = 1 }) do say("w5 76 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 76 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w5 97 ok") elseif type(e) == "string" then say("w5 97 err " .. kind(e)) else error(e, 0) end end
  q:put(98)
  say("w5 99 put 98")
  say("w5 count " .. current():cancelling())
  if not q:full() then q:put_nowait(101) end
  say("w5 102 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
