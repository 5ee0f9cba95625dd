-- random program 247
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
  sleep(2)
  say("w1 2")
  ev:clear()
  do local ok, e = pcall(timeout, 0, function()
    if not q:full() then q:put_nowait(5) end
  end)
    if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
  say("w1 7")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 9 end")
end
local function w2()
  local function f11()
    say("w2.f11 12")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f11 13 ok") elseif type(e) == "string" then say("w2.f11 13 err " .. kind(e)) else error(e, 0) end end
    return "f11"
  end
  local function f14()
    say("w2.f14 15")
    local function f17()
      say("w2.f14.f17 18")
      sleep(3)
      say("w2.f14.f17 20")
      ev:wait()
      say("w2.f14.f17 22 ev")
      error("E23", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f17", f17) }, { timeout = 3 }) do say("w2.f14 16 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f14 16 err " .. kind(e)) else error(e, 0) end end end
    sleep(0)
    say("w2.f14 25")
    do local _ <close> = sm:hold()
      say("w2.f14 27 in")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f14 29 ok") elseif type(e) == "string" then say("w2.f14 29 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f14 31 ok") elseif type(e) == "string" then say("w2.f14 31 err " .. kind(e)) else error(e, 0) end end
        q:put(32)
        say("w2.f14 33 put 32")
      end)
        if is(e, Timeout) then say("w2.f14 30 timeout") elseif not ok then error(e, 0) end end
    end
    error("E34", 0)
  end
  local function f35()
    say("w2.f35 36")
    if T.w5 then say("w2.f35 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E38", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f11", f11)
    tg:spawn("f14", f14)
    tg:spawn("f35", f35)
  end)
    if is(e, ErrorGroup) then say("w2 10 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 count " .. current():cancelling())
  local function f41()
    say("w2.f41 42")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f41 43 ok") elseif type(e) == "string" then say("w2.f41 43 err " .. kind(e)) else error(e, 0) end end
    return "f41"
  end
  local function f44()
    say("w2.f44 45")
    sleep(3)
    say("w2.f44 47")
    do local _ <close> = defer(function()
      say("w2.f44 48 finally")
    end)
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f44 49 ok") elseif type(e) == "string" then say("w2.f44 49 err " .. kind(e)) else error(e, 0) end end
    end
    ev:clear()
    return "f44"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f41", f41)
    tg:spawn("f44", f44)
  end)
    if is(e, ErrorGroup) then say("w2 40 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 52")
  sleep(2)
  say("w2 54")
  say("w2 55 end")
end
local function w3()
  local function f57()
    say("w3.f57 58")
    sleep(1)
    say("w3.f57 60")
    do local _ <close> = lk:hold()
      say("w3.f57 62 in")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w3.f57 63 ok") elseif type(e) == "string" then say("w3.f57 63 err " .. kind(e)) else error(e, 0) end end
      ev:set()
    end
    sleep(1)
    say("w3.f57 66")
    return "f57"
  end
  for _, x in ipairs(gather({ spawn("f57", f57) }, { return_errors = true })) do
    say("w3 56 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(3)
  say("w3 68")
  say("w3 got " .. q:get())
  ev:clear()
  say("w3 71 end")
end
local function w4()
  q:put(72)
  say("w4 73 put 72")
  local function f75()
    say("w4.f75 76")
    do local ok, e = pcall(function()
      sleep(2)
      say("w4.f75 79")
      if not q:full() then q:put_nowait(80) end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w4.f75 81 ok") elseif type(e) == "string" then say("w4.f75 81 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w4.f75 77 cancelled cleanup")
        sleep(3)
        say("w4.f75 77 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f75"
  end
  do local ok, e = pcall(function() say("w4 74 " .. wait_for(2, spawn("f75", f75))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 74 err " .. kind(e)) else error(e, 0) end end end
  sleep(0)
  say("w4 83")
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  say("w4 86")
  say("w4 87 end")
end
local function w5()
  if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  sleep(0)
  say("w5 90")
  say("w5 91 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
