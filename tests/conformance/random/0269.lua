-- random program 269
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
  if not q:full() then q:put_nowait(1) end
  do local _ <close> = lk:hold()
    say("w1 3 in")
    local function f5()
      say("w1.f5 6")
      local function f8()
        say("w1.f5.f8 9")
        if not q:full() then q:put_nowait(10) end
        say("w1.f5.f8 12")
        error("E13", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f8", f8) }, { timeout = 0 }) do say("w1.f5 7 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f5 7 err " .. kind(e)) else error(e, 0) end end end
      return "f5"
    end
    for _, x in ipairs(gather({ spawn("f5", f5) }, { return_errors = true })) do
      say("w1 4 " .. (x.ok and x.value or kind(x.error)))
    end
    local function f15()
      say("w1.f15 16")
      current():cancel()
      say("w1.f15 19")
      do local _ <close> = sm:hold()
        say("w1.f15 21 in")
        if not q:full() then q:put_nowait(22) end
      end
      error("E23", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f15", f15) }, { timeout = 2 }) do say("w1 14 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 14 err " .. kind(e)) else error(e, 0) end end end
  end
  ev:wait()
  say("w1 25 ev")
  local function f27()
    say("w1.f27 28")
    sleep(1)
    say("w1.f27 30")
    ev:set()
    say("w1.f27 33")
    return "f27"
  end
  local function f34()
    say("w1.f34 35")
    ev:wait()
    say("w1.f34 37 ev")
    return "f34"
  end
  do local ok, e = pcall(function() say("w1 26 got " .. table.concat({ gather { spawn("f27", f27), spawn("f34", f34) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 26 err " .. kind(e)) else error(e, 0) end end end
  say("w1 38 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 40 in")
    q:put(41)
    say("w2 42 put 41")
  end
  do local ok, e = pcall(function()
    say("w2 barrier " .. br:wait())
  end)
    if is(e, Cancelled) then say("w2 43 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w2 46")
  say("w2 47 end")
end
local function w3()
  sleep(1)
  say("w3 49")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 50 ok") elseif type(e) == "string" then say("w3 50 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    local function f53()
      say("w3.f53 54")
      q:put(55)
      say("w3.f53 56 put 55")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f53 57 ok") elseif type(e) == "string" then say("w3.f53 57 err " .. kind(e)) else error(e, 0) end end
      ev:clear()
      return "f53"
    end
    do local ok, e = pcall(function() say("w3 52 " .. wait_for(1, spawn("f53", f53))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 52 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w3 51 timeout") elseif not ok then error(e, 0) end end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 60 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
sleep(0)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
