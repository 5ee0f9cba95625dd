-- random program 281
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
  do local ok, e = pcall(function()
    sleep(5)
    say("w1 3")
  end)
    if is(e, Cancelled) then say("w1 1 cancelled uncancel")
      say("w1 1 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  sleep(2)
  say("w1 6")
  say("w1 8")
  say("w1 size " .. q:size())
  say("w1 10 end")
end
local function w2()
  ev:clear()
  sleep(2)
  say("w2 13")
  current():cancel()
  say("w2 15 end")
end
local function w3()
  do local ok, e = pcall(timeout, 5, function()
    ev:clear()
    say("w3 19")
    if not q:full() then q:put_nowait(20) end
  end)
    if is(e, Timeout) then say("w3 16 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 22")
  say("w3 count " .. current():cancelling())
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  say("w3 got " .. q:get())
  say("w3 26 end")
end
local function w4()
  ev:wait()
  say("w4 28 ev")
  local function f30()
    say("w4.f30 31")
    if T.w4 then say("w4.f30 cancels w4 " .. yn(T.w4:cancel())) end
    local function f34()
      say("w4.f30.f34 35")
      sleep(3)
      say("w4.f30.f34 37")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f34"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f34", f34) }, { timeout = nil }) do say("w4.f30 33 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f30 33 err " .. kind(e)) else error(e, 0) end end end
    say("w4.f30 40")
    return "f30"
  end
  local function f41()
    say("w4.f41 42")
    if T.w3 then say("w4.f41 cancels w3 " .. yn(T.w3:cancel())) end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w4.f41 44 ok") elseif type(e) == "string" then say("w4.f41 44 err " .. kind(e)) else error(e, 0) end end
    sleep(2)
    say("w4.f41 46")
    return "f41"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f30", f30)
    tg:spawn("f41", f41)
    if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
    if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if not q:full() then q:put_nowait(49) end
  end)
    if is(e, ErrorGroup) then say("w4 29 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 51")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w4 54 end")
end
local function w5()
  current():cancel()
  local function f57()
    say("w5.f57 58")
    say("w5.f57 60")
    return "f57"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f57", f57)
    q:put(61)
    say("w5 62 put 61")
  end)
    if is(e, ErrorGroup) then say("w5 56 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w4 then say("w5 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w5 65 ok") elseif type(e) == "string" then say("w5 65 err " .. kind(e)) else error(e, 0) end end
  say("w5 66 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(3)
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(30)
say('main ends')
