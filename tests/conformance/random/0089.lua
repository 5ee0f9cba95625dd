-- random program 89
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
  ev:wait()
  say("w1 2 ev")
  do local ok, e = pcall(timeout, 2, function()
    if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  say("w1 5 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 6 ok") elseif type(e) == "string" then say("w2 6 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function()
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Cancelled) then say("w2 7 cancelled uncancel")
      say("w2 7 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w2 9 end")
end
local function w3()
  sleep(5)
  say("w3 11")
  do local _ <close> = lk:hold()
    say("w3 13 in")
    sleep(0)
    say("w3 15")
    do local ok, e = pcall(timeout, 3, function()
      do local ok, e = pcall(timeout, 1, function()
        q:put(18)
        say("w3 19 put 18")
        sleep(0)
        say("w3 21")
        say("w3 23")
      end)
        if is(e, Timeout) then say("w3 17 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w3 16 timeout") elseif not ok then error(e, 0) end end
    ev:wait()
    say("w3 25 ev")
  end
  current():cancel()
  sleep(1)
  say("w3 28")
  q:put(29)
  say("w3 30 put 29")
  say("w3 31 end")
end
local function w4()
  local function f33()
    say("w4.f33 34")
    local function f36()
      say("w4.f33.f36 37")
      if T.w5 then say("w4.f33.f36 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E39", 0)
    end
    do local ok, e = pcall(function() say("w4.f33 35 " .. wait_for(3, spawn("f36", f36))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f33 35 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(timeout, 3, function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      sleep(5)
      say("w4.f33 43")
    end)
      if is(e, Timeout) then say("w4.f33 40 timeout") elseif not ok then error(e, 0) end end
    current():cancel()
    return "f33"
  end
  local function f45()
    say("w4.f45 46")
    ev:set()
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4.f45 48 ok") elseif type(e) == "string" then say("w4.f45 48 err " .. kind(e)) else error(e, 0) end end
    say("w4.f45 got " .. q:get())
    return "f45"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f33", f33), spawn("f45", f45) }, { timeout = 1 }) do say("w4 32 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 32 err " .. kind(e)) else error(e, 0) end end end
  ev:set()
  say("w4 51 end")
end
local function w5()
  local function f53()
    say("w5.f53 54")
    sleep(3)
    say("w5.f53 56")
    ev:clear()
    if T.w3 then say("w5.f53 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f53"
  end
  do local ok, e = pcall(function() say("w5 52 " .. wait_for(1, spawn("f53", f53))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 52 err " .. kind(e)) else error(e, 0) end end end
  sleep(5)
  say("w5 60")
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  sleep(2)
  say("w5 63")
  say("w5 64 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
