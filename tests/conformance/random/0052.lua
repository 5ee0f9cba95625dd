-- random program 52
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    sleep(1)
    say("w1 4")
    q:put(5)
    say("w1 6 put 5")
  end
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(function()
      sleep(5)
      say("w1 10")
    end)
      if is(e, Cancelled) then say("w1 8 cancelled err")
        error("X8", 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 12 woken")
    end
  end)
    if is(e, Timeout) then say("w1 7 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    sleep(1)
    say("w1 15")
  end)
    if is(e, Cancelled) then say("w1 13 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  q:put(16)
  say("w1 17 put 16")
  do local _ <close> = defer(function()
    sleep(1)
    say("w1 18 finally")
  end)
    local function f20()
      say("w1.f20 21")
      sleep(2)
      say("w1.f20 23")
      return "f20"
    end
    local function f24()
      say("w1.f24 25")
      do local ok, e = pcall(timeout, 2, function()
        sleep(1)
        say("w1.f24 28")
        if not q:full() then q:put_nowait(29) end
        say("w1.f24 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1.f24 26 timeout") elseif not ok then error(e, 0) end end
      say("w1.f24 got " .. q:get())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f24"
    end
    do local ok, e = pcall(function() say("w1 19 got " .. table.concat({ gather { spawn("f20", f20), spawn("f24", f24) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 19 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(timeout, 2, function()
      say("w1 35")
      sleep(0)
      say("w1 37")
      sleep(5)
      say("w1 39")
    end)
      if is(e, Timeout) then say("w1 33 timeout") elseif not ok then error(e, 0) end end
  end
  say("w1 40 end")
end
local function w2()
  do local ok, e = pcall(function()
    ev:set()
  end)
    if is(e, Cancelled) then say("w2 41 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w2 got " .. q:get())
  sleep(1)
  say("w2 45")
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w2 48 ev")
  say("w2 49 end")
end
local function w3()
  local function f51()
    say("w3.f51 52")
    do local ok, e = pcall(timeout, 0, function()
      q:put(54)
      say("w3.f51 55 put 54")
      if not q:empty() then say("w3.f51 took " .. q:get_nowait()) end
      sleep(5)
      say("w3.f51 58")
    end)
      if is(e, Timeout) then say("w3.f51 53 timeout") elseif not ok then error(e, 0) end end
    ev:set()
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f51 60 ok") elseif type(e) == "string" then say("w3.f51 60 err " .. kind(e)) else error(e, 0) end end
    return "f51"
  end
  do local ok, e = pcall(function() say("w3 50 " .. wait_for(1, spawn("f51", f51))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 50 err " .. kind(e)) else error(e, 0) end end end
  ev:set()
  say("w3 count " .. current():cancelling())
  say("w3 63 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
ev:set()
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
