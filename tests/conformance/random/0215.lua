-- random program 215
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
  sleep(0)
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    say("w1.f4 7")
    ev:set()
    return "f4"
  end
  local function f9()
    say("w1.f9 10")
    say("w1.f9 count " .. current():cancelling())
    return "f9"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f4", f4)
    tg:spawn("f9", f9)
    local function f13()
      say("w1.f13 14")
      do local ok, e = pcall(function()
        say("w1.f13 17")
        if not q:empty() then say("w1.f13 took " .. q:get_nowait()) end
        ev:set()
      end)
        if is(e, Cancelled) then say("w1.f13 15 cancelled err")
          error("X15", 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 1, function()
        ev:clear()
        say("w1.f13 23")
        if T.w3 then say("w1.f13 cancels w3 " .. yn(T.w3:cancel())) end
      end)
        if is(e, Timeout) then say("w1.f13 20 timeout") elseif not ok then error(e, 0) end end
      ev:set()
      error("E26", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f13", f13)
      ev:set()
    end)
      if is(e, ErrorGroup) then say("w1 12 " .. kind(e)) elseif not ok then error(e, 0) end end
    q:put(28)
    say("w1 29 put 28")
  end)
    if is(e, ErrorGroup) then say("w1 3 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 31")
  say("w1 32 end")
end
local function w2()
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 35 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = sm:hold()
      say("w3 38 in")
      if not q:empty() then say("w3 took " .. q:get_nowait()) end
    end
    say("w3 barrier " .. br:wait())
    say("w3 got " .. q:get())
  end)
    if is(e, Timeout) then say("w3 36 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 42 ok") elseif type(e) == "string" then say("w3 42 err " .. kind(e)) else error(e, 0) end end
  say("w3 43 end")
end
local function w4()
  local function f45()
    say("w4.f45 46")
    if T.w4 then say("w4.f45 cancels w4 " .. yn(T.w4:cancel())) end
    return "f45"
  end
  local function f48()
    say("w4.f48 49")
    do local _ <close> = lk:hold()
      say("w4.f48 51 in")
      do local _ <close> = lk:hold()
        say("w4.f48 53 in")
        ev:wait()
        say("w4.f48 55 ev")
      end
    end
    sleep(1)
    say("w4.f48 57")
    return "f48"
  end
  local function f58()
    say("w4.f58 59")
    q:put(60)
    say("w4.f58 61 put 60")
    say("w4.f58 63")
    q:put(64)
    say("w4.f58 65 put 64")
    error("E66", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f45", f45)
    tg:spawn("f48", f48)
    tg:spawn("f58", f58)
  end)
    if is(e, ErrorGroup) then say("w4 44 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w4 68")
  sleep(1)
  say("w4 70")
  say("w4 71 end")
end
local function w5()
  do local ok, e = pcall(timeout, 1, function()
    sleep(2)
    say("w5 74")
    do local _ <close> = lk:hold()
      say("w5 76 in")
      sleep(1)
      say("w5 78")
      sleep(1)
      say("w5 80")
      sleep(0)
      say("w5 82")
    end
    sleep(1)
    say("w5 84")
  end)
    if is(e, Timeout) then say("w5 72 timeout") elseif not ok then error(e, 0) end end
  if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
  say("w5 86 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(5)
ev:set()
sleep(10)
say('main ends')
