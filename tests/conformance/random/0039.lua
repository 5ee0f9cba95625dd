-- random program 39
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
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 3")
  say("w1 5")
  say("w1 6 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 8 in")
    say("w2 got " .. q:get())
    say("w2 11")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 12 ok") elseif type(e) == "string" then say("w2 12 err " .. kind(e)) else error(e, 0) end end
  end
  do local _ <close> = sm:hold()
    say("w2 14 in")
    sleep(2)
    say("w2 16")
  end
  do local _ <close> = sm:hold()
    say("w2 18 in")
    sleep(2)
    say("w2 20")
    local function f22()
      say("w2.f22 23")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local ok, e = pcall(function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f22 26 ok") elseif type(e) == "string" then say("w2.f22 26 err " .. kind(e)) else error(e, 0) end end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f22 27 ok") elseif type(e) == "string" then say("w2.f22 27 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Cancelled) then say("w2.f22 25 cancelled swallow")
        elseif not ok then error(e, 0) end end
      return "f22"
    end
    local function f28()
      say("w2.f28 29")
      if not q:full() then q:put_nowait(30) end
      return "f28"
    end
    local function f31()
      say("w2.f31 32")
      do local _ <close> = defer(function()
        say("w2.f31 33 finally")
      end)
        if not q:full() then q:put_nowait(34) end
        q:put(35)
        say("w2.f31 36 put 35")
        ev:wait()
        say("w2.f31 38 ev")
      end
      if not q:full() then q:put_nowait(39) end
      say("w2.f31 got " .. q:get())
      return "f31"
    end
    for _, x in ipairs(gather({ spawn("f22", f22), spawn("f28", f28), spawn("f31", f31) }, { return_errors = true })) do
      say("w2 21 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  say("w2 count " .. current():cancelling())
  say("w2 42 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(timeout, 3, function()
    sleep(2)
    say("w3 47")
    say("w3 49")
    say("w3 51")
  end)
    if is(e, Timeout) then say("w3 45 timeout") elseif not ok then error(e, 0) end end
  say("w3 52 end")
end
local function w4()
  say("w4 54")
  say("w4 barrier " .. br:wait())
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w4 56 ok") elseif type(e) == "string" then say("w4 56 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 58 woken")
  end
  sleep(5)
  say("w4 60")
  say("w4 61 end")
end
local function w5()
  ev:set()
  local function f64()
    say("w5.f64 65")
    if not q:full() then q:put_nowait(66) end
    local function f68()
      say("w5.f64.f68 69")
      ev:set()
      sleep(5)
      say("w5.f64.f68 72")
      sleep(3)
      say("w5.f64.f68 74")
      return "f68"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f68", f68)
    end)
      if is(e, ErrorGroup) then say("w5.f64 67 " .. kind(e)) elseif not ok then error(e, 0) end end
    current():cancel()
    return "f64"
  end
  local function f76()
    say("w5.f76 77")
    say("w5.f76 count " .. current():cancelling())
    return "f76"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f64", f64)
    tg:spawn("f76", f76)
    sleep(2)
    say("w5 80")
  end)
    if is(e, ErrorGroup) then say("w5 63 " .. kind(e)) elseif not ok then error(e, 0) end end
  q:put(81)
  say("w5 82 put 81")
  say("w5 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(0)
sleep(1)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
