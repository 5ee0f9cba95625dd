-- random program 92
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  q:put(1)
  say("w1 2 put 1")
  sleep(2)
  say("w1 4")
  sleep(0)
  say("w1 6")
  say("w1 8")
  local function f10()
    say("w1.f10 11")
    q:put(12)
    say("w1.f10 13 put 12")
    say("w1.f10 barrier " .. br:wait())
    say("w1.f10 size " .. q:size())
    error("E16", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f10", f10) }, { timeout = 2 }) do say("w1 9 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 9 err " .. kind(e)) else error(e, 0) end end end
  say("w1 17 end")
end
local function w2()
  ev:set()
  ev:wait()
  say("w2 20 ev")
  do local ok, e = pcall(function()
    do local _ <close> = sm:hold()
      say("w2 23 in")
      sleep(1)
      say("w2 25")
      q:put(26)
      say("w2 27 put 26")
    end
    say("w2 got " .. q:get())
  end)
    if is(e, Cancelled) then say("w2 21 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w2 29 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  say("w3 got " .. q:get())
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  say("w3 33 end")
end
local function w4()
  do local _ <close> = defer(function()
    say("w4 34 finally")
  end)
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w4 35 ok") elseif type(e) == "string" then say("w4 35 err " .. kind(e)) else error(e, 0) end end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4 36 ok") elseif type(e) == "string" then say("w4 36 err " .. kind(e)) else error(e, 0) end end
  end
  sleep(5)
  say("w4 38")
  sleep(2)
  say("w4 40")
  say("w4 41 end")
end
local function w5()
  ev:clear()
  say("w5 barrier " .. br:wait())
  say("w5 barrier " .. br:wait())
  if T.w3 then say("w5 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(0)
  say("w5 47")
  say("w5 48 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
ev:set()
ev:set()
sleep(1)
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
