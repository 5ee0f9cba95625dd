-- random program 275
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    do local _ <close> = lk:hold()
      say("w1.f2 5 in")
      do local _ <close> = lk:hold()
        say("w1.f2 7 in")
        sleep(2)
        say("w1.f2 9")
        say("w1.f2 got " .. q:get())
        if T.w2 then say("w1.f2 cancels w2 " .. yn(T.w2:cancel())) end
      end
    end
    say("w1.f2 13")
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 " .. wait_for(2, spawn("f2", f2))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = defer(function()
    say("w1 14 finally")
  end)
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
  end
  say("w1 size " .. q:size())
  say("w1 18")
  say("w1 19 end")
end
local function w2()
  local function f21()
    say("w2.f21 22")
    do local _ <close> = lk:hold()
      say("w2.f21 24 in")
      do local _ <close> = sm:hold()
        say("w2.f21 26 in")
        sleep(3)
        say("w2.f21 28")
        if T.w1 then say("w2.f21 cancels w1 " .. yn(T.w1:cancel())) end
      end
    end
    return "f21"
  end
  local function f30()
    say("w2.f30 31")
    sleep(1)
    say("w2.f30 33")
    if not q:full() then q:put_nowait(34) end
    return "f30"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f21", f21)
    tg:spawn("f30", f30)
  end)
    if is(e, ErrorGroup) then say("w2 20 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 5, function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 37 woken")
    end
  end)
    if is(e, Timeout) then say("w2 35 timeout") elseif not ok then error(e, 0) end end
  say("w2 38 end")
end
local function w3()
  q:put(39)
  say("w3 40 put 39")
  say("w3 barrier " .. br:wait())
  say("w3 42 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
