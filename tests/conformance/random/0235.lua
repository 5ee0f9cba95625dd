-- random program 235
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
  say("w1 2")
  say("w1 count " .. current():cancelling())
  say("w1 4 end")
end
local function w2()
  ev:set()
  sleep(3)
  say("w2 7")
  say("w2 8 end")
end
local function w3()
  say("w3 got " .. q:get())
  do local _ <close> = lk:hold()
    say("w3 11 in")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3 12 ok") elseif type(e) == "string" then say("w3 12 err " .. kind(e)) else error(e, 0) end end
    ev:clear()
  end
  local function f15()
    say("w3.f15 16")
    sleep(2)
    say("w3.f15 18")
    return "f15"
  end
  do local ok, e = pcall(function() say("w3 14 " .. wait_for(5, spawn("f15", f15))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 14 err " .. kind(e)) else error(e, 0) end end end
  say("w3 19 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
sleep(3)
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
sleep(5)
say('main ends')
