-- random program 31
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
  sleep(1)
  say("w1 2")
  ev:set()
  local function f5()
    say("w1.f5 6")
    ev:clear()
    ev:wait()
    say("w1.f5 9 ev")
    sleep(0)
    say("w1.f5 11")
    error("E12", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f5", f5)
    local function f14()
      say("w1.f14 15")
      local function f17()
        say("w1.f14.f17 18")
        say("w1.f14.f17 20")
        return "f17"
      end
      do local dn, pn = wait({ spawn("f17", f17) }, { return_when = "first", timeout = nil })
        say("w1.f14 16 done " .. #dn .. " pending " .. #pn) end
      error("E21", 0)
    end
    local function f22()
      say("w1.f22 23")
      do local _ <close> = sm:hold()
        say("w1.f22 25 in")
        ev:set()
        sleep(1)
        say("w1.f22 28")
        if not q:empty() then say("w1.f22 took " .. q:get_nowait()) end
      end
      say("w1.f22 31")
      return "f22"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f14", f14)
      tg:spawn("f22", f22)
      sleep(2)
      say("w1 33")
    end)
      if is(e, ErrorGroup) then say("w1 13 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(1)
    say("w1 35")
  end)
    if is(e, ErrorGroup) then say("w1 4 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 36 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 38 woken")
  end
  say("w2 40")
  sleep(5)
  say("w2 42")
  say("w2 43 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = lk:hold()
      say("w3 48 in")
      ev:set()
      if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
      ev:clear()
    end
  end)
    if is(e, Timeout) then say("w3 46 timeout") elseif not ok then error(e, 0) end end
  q:put(52)
  say("w3 53 put 52")
  ev:wait()
  say("w3 55 ev")
  say("w3 56 end")
end
local function w4()
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w4 57 ok") elseif type(e) == "string" then say("w4 57 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = defer(function()
    say("w4 58 finally")
  end)
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
    sleep(1)
    say("w4 61")
  end
  sleep(5)
  say("w4 63")
  if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 65 end")
end
local function w5()
  sleep(1)
  say("w5 67")
  if not q:full() then q:put_nowait(68) end
  say("w5 70")
  say("w5 barrier " .. br:wait())
  say("w5 72 end")
end
local function w6()
  sleep(2)
  say("w6 74")
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w6 75 ok") elseif type(e) == "string" then say("w6 75 err " .. kind(e)) else error(e, 0) end end
  if not q:full() then q:put_nowait(76) end
  ev:set()
  say("w6 78 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(2)
ev:set()
ev:set()
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
