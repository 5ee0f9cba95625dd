-- random program 149
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
  ev:clear()
  sleep(0)
  say("w1 3")
  say("w1 got " .. q:get())
  say("w1 5 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w2 6 timeout") elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(8) end
  say("w2 9 end")
end
local function w3()
  ev:clear()
  sleep(2)
  say("w3 12")
  sleep(1)
  say("w3 14")
  sleep(2)
  say("w3 16")
  do local _ <close> = lk:hold()
    say("w3 18 in")
    do local ok, e = pcall(function()
      say("w3 count " .. current():cancelling())
      ev:wait()
      say("w3 22 ev")
    end)
      if is(e, Cancelled) then say("w3 19 cancelled cleanup")
        sleep(5)
        say("w3 19 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3 23 ok") elseif type(e) == "string" then say("w3 23 err " .. kind(e)) else error(e, 0) end end
  end
  say("w3 24 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(2)
sleep(5)
say('main ends')
