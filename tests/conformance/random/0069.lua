-- random program 69
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
  say("w1 barrier " .. br:wait())
  do local _ <close> = sm:hold()
    say("w1 3 in")
    local function f5()
      say("w1.f5 6")
      do local ok, e = pcall(function()
        if T.w3 then say("w1.f5 cancels w3 " .. yn(T.w3:cancel())) end
        q:put(9)
        say("w1.f5 10 put 9")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Cancelled) then say("w1.f5 7 cancelled swallow")
        elseif not ok then error(e, 0) end end
      ev:wait()
      say("w1.f5 13 ev")
      return "f5"
    end
    do local ok, e = pcall(function() say("w1 4 " .. wait_for(2, spawn("f5", f5))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 4 err " .. kind(e)) else error(e, 0) end end end
    sleep(2)
    say("w1 15")
  end
  say("w1 16 end")
end
local function w2()
  ev:wait()
  say("w2 18 ev")
  if not q:full() then q:put_nowait(19) end
  ev:wait()
  say("w2 21 ev")
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 23 end")
end
local function w3()
  sleep(0)
  say("w3 25")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 27 woken")
  end
  say("w3 size " .. q:size())
  say("w3 29 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(5)
say('main ends')
