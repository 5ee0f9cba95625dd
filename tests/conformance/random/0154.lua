-- random program 154
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
  local function f2()
    say("w1.f2 3")
    say("w1.f2 count " .. current():cancelling())
    do local ok, e = pcall(timeout, 0, function()
      do local ok, e = pcall(function()
        if not q:full() then q:put_nowait(7) end
      end)
        if is(e, Cancelled) then say("w1.f2 6 cancelled uncancel")
          say("w1.f2 6 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      local function f9()
        say("w1.f2.f9 10")
        if T.w4 then say("w1.f2.f9 cancels w4 " .. yn(T.w4:cancel())) end
        if T.w1 then say("w1.f2.f9 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:clear()
        return "f9"
      end
      local function f14()
        say("w1.f2.f14 15")
        say("w1.f2.f14 17")
        return "f14"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f9", f9)
        tg:spawn("f14", f14)
      end)
        if is(e, ErrorGroup) then say("w1.f2 8 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(5)
      say("w1.f2 19")
    end)
      if is(e, Timeout) then say("w1.f2 5 timeout") elseif not ok then error(e, 0) end end
    return "f2"
  end
  for _, x in ipairs(gather({ spawn("f2", f2) }, { return_errors = true })) do
    say("w1 1 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 got " .. q:get())
  sleep(5)
  say("w1 22")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  q:put(24)
  say("w1 25 put 24")
  say("w1 26 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 27 ok") elseif type(e) == "string" then say("w2 27 err " .. kind(e)) else error(e, 0) end end
  local function f29()
    say("w2.f29 30")
    do local ok, e = pcall(timeout, 3, function()
      say("w2.f29 barrier " .. br:wait())
    end)
      if is(e, Timeout) then say("w2.f29 31 timeout") elseif not ok then error(e, 0) end end
    error("E33", 0)
  end
  do local ok, e = pcall(function() say("w2 28 " .. wait_for(5, spawn("f29", f29))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 28 err " .. kind(e)) else error(e, 0) end end end
  say("w2 34 end")
end
local function w3()
  say("w3 36")
  say("w3 38")
  do local _ <close> = sm:hold()
    say("w3 40 in")
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
    sleep(3)
    say("w3 43")
    if not q:full() then q:put_nowait(44) end
  end
  current():cancel()
  say("w3 46 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 48 in")
    say("w4 50")
  end
  if T.w6 then say("w4 cancels w6 " .. yn(T.w6:cancel())) end
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w4 52 ok") elseif type(e) == "string" then say("w4 52 err " .. kind(e)) else error(e, 0) end end
  say("w4 53 end")
end
local function w5()
  if T.w1 then say("w5 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(function()
    sleep(1)
    say("w5 58")
  end)
    if is(e, Cancelled) then say("w5 56 cancelled cleanup")
      sleep(1)
      say("w5 56 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w5 60")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w5 62 end")
end
local function w6()
  q:put(63)
  say("w6 64 put 63")
  local function f66()
    say("w6.f66 67")
    if T.w2 then say("w6.f66 cancels w2 " .. yn(T.w2:cancel())) end
    error("E69", 0)
  end
  local function f70()
    say("w6.f70 71")
    current():cancel()
    say("w6.f70 count " .. current():cancelling())
    if T.w2 then say("w6.f70 cancels w2 " .. yn(T.w2:cancel())) end
    error("E75", 0)
  end
  local function f76()
    say("w6.f76 77")
    if not q:full() then q:put_nowait(78) end
    error("E79", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f66", f66)
    tg:spawn("f70", f70)
    tg:spawn("f76", f76)
    sleep(2)
    say("w6 81")
    if T.w1 then say("w6 cancels w1 " .. yn(T.w1:cancel())) end
    if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w6 65 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w6 85 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
sleep(2)
sleep(1)
sleep(1)
sleep(10)
say('main ends')
