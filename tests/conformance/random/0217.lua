-- random program 217
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
  ev:set()
  do local _ <close> = lk:hold()
    say("w1 3 in")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end
  do local ok, e = pcall(timeout, 5, function()
    local function f7()
      say("w1.f7 8")
      sleep(0)
      say("w1.f7 10")
      return "f7"
    end
    do local ok, e = pcall(function() say("w1 6 " .. wait_for(1, spawn("f7", f7))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
    sleep(0)
    say("w1 12")
    local function f14()
      say("w1.f14 15")
      sleep(1)
      say("w1.f14 17")
      do local _ <close> = lk:hold()
        say("w1.f14 19 in")
        if not q:empty() then say("w1.f14 took " .. q:get_nowait()) end
        sleep(2)
        say("w1.f14 22")
      end
      return "f14"
    end
    do local ok, e = pcall(function() say("w1 13 " .. wait_for(5, spawn("f14", f14))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 13 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
  say("w1 23 end")
end
local function w2()
  q:put(24)
  say("w2 25 put 24")
  say("w2 barrier " .. br:wait())
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 27 ok") elseif type(e) == "string" then say("w2 27 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 29 woken")
  end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 30 ok") elseif type(e) == "string" then say("w2 30 err " .. kind(e)) else error(e, 0) end end
  say("w2 31 end")
end
local function w3()
  say("w3 33")
  do local _ <close> = lk:hold()
    say("w3 35 in")
    ev:clear()
    sleep(2)
    say("w3 38")
  end
  do local ok, e = pcall(timeout, 3, function()
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
    if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w3 39 timeout") elseif not ok then error(e, 0) end end
  say("w3 43")
  sleep(1)
  say("w3 45")
  say("w3 46 end")
end
local function w4()
  local function f48()
    say("w4.f48 49")
    current():cancel()
    return "f48"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f48", f48) }, { timeout = nil }) do say("w4 47 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 47 err " .. kind(e)) else error(e, 0) end end end
  local function f52()
    say("w4.f52 53")
    do local ok, e = pcall(timeout, 1, function()
      sleep(0)
      say("w4.f52 56")
    end)
      if is(e, Timeout) then say("w4.f52 54 timeout") elseif not ok then error(e, 0) end end
    q:put(57)
    say("w4.f52 58 put 57")
    return "f52"
  end
  do local ok, e = pcall(function() say("w4 51 got " .. table.concat({ gather { spawn("f52", f52) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 51 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w4 60")
  say("w4 62")
  say("w4 63 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(5)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(3)
sleep(30)
say('main ends')
