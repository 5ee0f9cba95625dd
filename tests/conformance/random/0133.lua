-- random program 133
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
    sleep(0)
    say("w1.f2 5")
    say("w1.f2 7")
    say("w1.f2 count " .. current():cancelling())
    error("E9", 0)
  end
  local function f10()
    say("w1.f10 11")
    local function f13()
      say("w1.f10.f13 14")
      sleep(1)
      say("w1.f10.f13 16")
      return "f13"
    end
    local function f17()
      say("w1.f10.f17 18")
      do local ok, e = pcall(timeout, 2, function()
        say("w1.f10.f17 21")
        sleep(1)
        say("w1.f10.f17 23")
        sleep(1)
        say("w1.f10.f17 25")
      end)
        if is(e, Timeout) then say("w1.f10.f17 19 timeout") elseif not ok then error(e, 0) end end
      return "f17"
    end
    for _, x in ipairs(gather({ spawn("f13", f13), spawn("f17", f17) }, { return_errors = true })) do
      say("w1.f10 12 " .. (x.ok and x.value or kind(x.error)))
    end
    do local _ <close> = lk:hold()
      say("w1.f10 27 in")
      do local _ <close> = lk:hold()
        say("w1.f10 29 in")
        if T.w1 then say("w1.f10 cancels w1 " .. yn(T.w1:cancel())) end
        sleep(5)
        say("w1.f10 32")
      end
    end
    return "f10"
  end
  local function f33()
    say("w1.f33 34")
    if T.w2 then say("w1.f33 cancels w2 " .. yn(T.w2:cancel())) end
    current():cancel()
    return "f33"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f10", f10)
    tg:spawn("f33", f33)
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 5, function()
    sleep(2)
    say("w1 39")
    do local ok, e = pcall(timeout, 2, function()
      say("w1 got " .. q:get())
      do local ok, e = pcall(function()
        if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w1 42 cancelled cleanup")
          sleep(2)
          say("w1 42 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      say("w1 count " .. current():cancelling())
    end)
      if is(e, Timeout) then say("w1 40 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      say("w1 47")
      if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
      if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
    end)
      if is(e, Cancelled) then say("w1 45 cancelled cleanup")
        sleep(1)
        say("w1 45 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 37 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w1 51")
  sleep(0)
  say("w1 53")
  say("w1 54 end")
end
local function w2()
  sleep(1)
  say("w2 56")
  if not q:full() then q:put_nowait(57) end
  say("w2 58 end")
end
local function w3()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  q:put(60)
  say("w3 61 put 60")
  local function f63()
    say("w3.f63 64")
    if T.w1 then say("w3.f63 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w5 then say("w3.f63 cancels w5 " .. yn(T.w5:cancel())) end
    return "f63"
  end
  local function f67()
    say("w3.f67 68")
    sleep(1)
    say("w3.f67 70")
    sleep(5)
    say("w3.f67 72")
    error("E73", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f63", f63), spawn("f67", f67) }, { timeout = 2 }) do say("w3 62 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 62 err " .. kind(e)) else error(e, 0) end end end
  say("w3 75")
  say("w3 76 end")
end
local function w4()
  say("w4 got " .. q:get())
  do local ok, e = pcall(function()
    local function f80()
      say("w4.f80 81")
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w4.f80 82 ok") elseif type(e) == "string" then say("w4.f80 82 err " .. kind(e)) else error(e, 0) end end
      ev:set()
      return "f80"
    end
    local function f84()
      say("w4.f84 85")
      do local ok, e = pcall(function() T.w3:await() end)
        if ok then say("w4.f84 86 ok") elseif type(e) == "string" then say("w4.f84 86 err " .. kind(e)) else error(e, 0) end end
      sleep(3)
      say("w4.f84 88")
      sleep(0)
      say("w4.f84 90")
      return "f84"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f80", f80)
      tg:spawn("f84", f84)
      say("w4 92")
      say("w4 got " .. q:get())
    end)
      if is(e, ErrorGroup) then say("w4 79 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w4 94 ok") elseif type(e) == "string" then say("w4 94 err " .. kind(e)) else error(e, 0) end end
    if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  end)
    if is(e, Cancelled) then say("w4 78 cancelled uncancel")
      say("w4 78 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w4 96 end")
end
local function w5()
  if T.w3 then say("w5 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w5 100")
  say("w5 101 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
