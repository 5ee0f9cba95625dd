-- random program 120
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  sleep(2)
  say("w1 2")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = lk:hold()
    say("w1 6 in")
    q:put(7)
    say("w1 8 put 7")
    sleep(2)
    say("w1 10")
  end
  if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 12 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 13 ok") elseif type(e) == "string" then say("w2 13 err " .. kind(e)) else error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(15) end
  local function f17()
    say("w2.f17 18")
    ev:set()
    do local ok, e = pcall(timeout, 1, function()
      say("w2.f17 22")
    end)
      if is(e, Timeout) then say("w2.f17 20 timeout") elseif not ok then error(e, 0) end end
    sleep(0)
    say("w2.f17 24")
    return "f17"
  end
  local function f25()
    say("w2.f25 26")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2.f25 28 woken")
    end
    do local ok, e = pcall(timeout, 2, function()
      local function f31()
        say("w2.f25.f31 32")
        sleep(0)
        say("w2.f25.f31 34")
        say("w2.f25.f31 36")
        return "f31"
      end
      local function f37()
        say("w2.f25.f37 38")
        ev:wait()
        say("w2.f25.f37 40 ev")
        if T.w2 then say("w2.f25.f37 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(2)
        say("w2.f25.f37 43")
        return "f37"
      end
      local function f44()
        say("w2.f25.f44 45")
        q:put(46)
        say("w2.f25.f44 47 put 46")
        if T.w3 then say("w2.f25.f44 cancels w3 " .. yn(T.w3:cancel())) end
        say("w2.f25.f44 got " .. q:get())
        return "f44"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f31", f31)
        tg:spawn("f37", f37)
        tg:spawn("f44", f44)
        if not q:full() then q:put_nowait(50) end
        ev:clear()
        say("w2.f25 count " .. current():cancelling())
      end)
        if is(e, ErrorGroup) then say("w2.f25 30 " .. kind(e)) elseif not ok then error(e, 0) end end
      current():cancel()
    end)
      if is(e, Timeout) then say("w2.f25 29 timeout") elseif not ok then error(e, 0) end end
    return "f25"
  end
  local function f54()
    say("w2.f54 55")
    ev:set()
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    q:put(58)
    say("w2.f54 59 put 58")
    return "f54"
  end
  for _, x in ipairs(gather({ spawn("f17", f17), spawn("f25", f25), spawn("f54", f54) }, { return_errors = true })) do
    say("w2 16 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w2 60 end")
end
local function w3()
  ev:wait()
  say("w3 62 ev")
  local function f64()
    say("w3.f64 65")
    sleep(0)
    say("w3.f64 67")
    do local _ <close> = lk:hold()
      say("w3.f64 69 in")
      if T.w1 then say("w3.f64 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    ev:set()
    error("E72", 0)
  end
  do local ok, e = pcall(function() say("w3 63 " .. wait_for(0, spawn("f64", f64))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 63 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  say("w3 75 end")
end
local function w4()
  say("w4 77")
  sleep(1)
  say("w4 79")
  ev:wait()
  say("w4 81 ev")
  local function f83()
    say("w4.f83 84")
    ev:set()
    if T.w2 then say("w4.f83 cancels w2 " .. yn(T.w2:cancel())) end
    return "f83"
  end
  local function f87()
    say("w4.f87 88")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w4.f87 got " .. q:get())
    sleep(2)
    say("w4.f87 92")
    return "f87"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f83", f83)
    tg:spawn("f87", f87)
    if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w4 82 " .. kind(e)) elseif not ok then error(e, 0) end end
  q:put(94)
  say("w4 95 put 94")
  say("w4 96 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')
