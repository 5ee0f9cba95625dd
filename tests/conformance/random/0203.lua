-- random program 203
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  say("w1 barrier " .. br:wait())
  say("w1 count " .. current():cancelling())
  say("w1 5 end")
end
local function w2()
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  sleep(1)
  say("w2 8")
  say("w2 9 end")
end
local function w3()
  sleep(5)
  say("w3 11")
  do local _ <close> = sm:hold()
    say("w3 13 in")
    say("w3 count " .. current():cancelling())
    do local ok, e = pcall(function()
      sleep(1)
      say("w3 17")
      sleep(3)
      say("w3 19")
    end)
      if is(e, Cancelled) then say("w3 15 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    say("w3 barrier " .. br:wait())
  end
  say("w3 21 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(0)
sleep(2)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
