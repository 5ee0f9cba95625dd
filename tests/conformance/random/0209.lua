-- random program 209
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
  sleep(2)
  say("w1 4")
  q:put(5)
  say("w1 6 put 5")
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  say("w1 8 end")
end
local function w2()
  say("w2 got " .. q:get())
  if not q:full() then q:put_nowait(10) end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 11 ok") elseif type(e) == "string" then say("w2 11 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(timeout, 3, function()
    sleep(0)
    say("w2 14")
    ev:clear()
  end)
    if is(e, Timeout) then say("w2 12 timeout") elseif not ok then error(e, 0) end end
  say("w2 16 end")
end
local function w3()
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 17 ok") elseif type(e) == "string" then say("w3 17 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w3 19 in")
    sleep(1)
    say("w3 21")
    ev:clear()
    say("w3 barrier " .. br:wait())
  end
  say("w3 barrier " .. br:wait())
  say("w3 25 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(1)
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
