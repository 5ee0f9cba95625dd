-- random program 74
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
  say("w1 got " .. q:get())
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  do local _ <close> = sm:hold()
    say("w1 4 in")
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      q:put(7)
      say("w1 8 put 7")
      do local _ <close> = lk:hold()
        say("w1 10 in")
        say("w1 count " .. current():cancelling())
        current():cancel()
      end
    end)
      if is(e, Cancelled) then say("w1 5 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  say("w1 14 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 1, function()
    say("w2 count " .. current():cancelling())
    do local ok, e = pcall(timeout, 0, function()
      if not q:full() then q:put_nowait(19) end
      q:put(20)
      say("w2 21 put 20")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 22 ok") elseif type(e) == "string" then say("w2 22 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2 18 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 16 timeout") elseif not ok then error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 24 end")
end
local function w3()
  sleep(0)
  say("w3 26")
  say("w3 28")
  sleep(2)
  say("w3 30")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 31 ok") elseif type(e) == "string" then say("w3 31 err " .. kind(e)) else error(e, 0) end end
  say("w3 32 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
sleep(1)
if not q:full() then q:put_nowait(0) end
sleep(2)
ev:set()
ev:set()
sleep(10)
say('main ends')
