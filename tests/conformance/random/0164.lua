-- random program 164
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
  say("w1 barrier " .. br:wait())
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 3 woken")
  end
  ev:set()
  sleep(2)
  say("w1 6")
  do local ok, e = pcall(timeout, 0, function()
    if not q:full() then q:put_nowait(8) end
    ev:wait()
    say("w1 10 ev")
    if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w1 7 timeout") elseif not ok then error(e, 0) end end
  say("w1 12 end")
end
local function w2()
  do local ok, e = pcall(function()
    local function f15()
      say("w2.f15 16")
      sleep(2)
      say("w2.f15 18")
      return "f15"
    end
    do local ok, e = pcall(function() say("w2 14 " .. wait_for(0, spawn("f15", f15))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 14 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w2 13 cancelled uncancel")
      say("w2 13 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 19 ok") elseif type(e) == "string" then say("w2 19 err " .. kind(e)) else error(e, 0) end end
  say("w2 20 end")
end
local function w3()
  ev:set()
  local function f23()
    say("w3.f23 24")
    if not q:full() then q:put_nowait(25) end
    do local ok, e = pcall(function()
      say("w3.f23 28")
    end)
      if is(e, Cancelled) then say("w3.f23 26 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(1)
    say("w3.f23 30")
    error("E31", 0)
  end
  do local ok, e = pcall(function() say("w3 22 " .. wait_for(0, spawn("f23", f23))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 22 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  if not q:full() then q:put_nowait(33) end
  say("w3 34 end")
end
local function w4()
  ev:wait()
  say("w4 36 ev")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 38 woken")
  end
  say("w4 39 end")
end
local function w5()
  sleep(3)
  say("w5 41")
  ev:clear()
  say("w5 barrier " .. br:wait())
  do local _ <close> = lk:hold()
    say("w5 45 in")
    sleep(0)
    say("w5 47")
    if not q:full() then q:put_nowait(48) end
  end
  say("w5 49 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
