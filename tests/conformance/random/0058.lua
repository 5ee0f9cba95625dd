-- random program 58
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
  sleep(1)
  say("w1 2")
  do local ok, e = pcall(function()
    say("w1 5")
    say("w1 count " .. current():cancelling())
  end)
    if is(e, Cancelled) then say("w1 3 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w1 size " .. q:size())
  say("w1 8 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 9 ok") elseif type(e) == "string" then say("w2 9 err " .. kind(e)) else error(e, 0) end end
  say("w2 11")
  local function f13()
    say("w2.f13 14")
    sleep(3)
    say("w2.f13 16")
    local function f18()
      say("w2.f13.f18 19")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f13.f18 21 woken")
      end
      do local _ <close> = sm:hold()
        say("w2.f13.f18 23 in")
        sleep(1)
        say("w2.f13.f18 25")
      end
      if T.w1 then say("w2.f13.f18 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      error("E27", 0)
    end
    do local ok, e = pcall(function() say("w2.f13 17 " .. wait_for(1, spawn("f18", f18))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f13 17 err " .. kind(e)) else error(e, 0) end end end
    return "f13"
  end
  do local ok, e = pcall(function() say("w2 12 got " .. table.concat({ gather { spawn("f13", f13) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 12 err " .. kind(e)) else error(e, 0) end end end
  say("w2 size " .. q:size())
  say("w2 barrier " .. br:wait())
  say("w2 30 end")
end
local function w3()
  sleep(1)
  say("w3 32")
  if not q:full() then q:put_nowait(33) end
  do local ok, e = pcall(function()
    ev:clear()
  end)
    if is(e, Cancelled) then say("w3 34 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w3 36 end")
end
local function w4()
  say("w4 38")
  say("w4 count " .. current():cancelling())
  sleep(3)
  say("w4 41")
  say("w4 42 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
