-- random program 28
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
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  local function f3()
    say("w1.f3 4")
    if not q:empty() then say("w1.f3 took " .. q:get_nowait()) end
    if not q:empty() then say("w1.f3 took " .. q:get_nowait()) end
    error("E7", 0)
  end
  local function f8()
    say("w1.f8 9")
    ev:clear()
    return "f8"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f3", f3), spawn("f8", f8) }, { timeout = nil }) do say("w1 2 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(timeout, 1, function()
    sleep(2)
    say("w1 13")
  end)
    if is(e, Timeout) then say("w1 11 timeout") elseif not ok then error(e, 0) end end
  say("w1 14 end")
end
local function w2()
  ev:clear()
  say("w2 got " .. q:get())
  local function f18()
    say("w2.f18 19")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local ok, e = pcall(function()
      say("w2.f18 23")
    end)
      if is(e, Cancelled) then say("w2.f18 21 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f18 24 ok") elseif type(e) == "string" then say("w2.f18 24 err " .. kind(e)) else error(e, 0) end end
    error("E25", 0)
  end
  local function f26()
    say("w2.f26 27")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f26 29 ok") elseif type(e) == "string" then say("w2.f26 29 err " .. kind(e)) else error(e, 0) end end
    sleep(1)
    say("w2.f26 31")
    return "f26"
  end
  local function f32()
    say("w2.f32 33")
    if not q:empty() then say("w2.f32 took " .. q:get_nowait()) end
    return "f32"
  end
  for _, x in ipairs(gather({ spawn("f18", f18), spawn("f26", f26), spawn("f32", f32) }, { return_errors = true })) do
    say("w2 17 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 36 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 38 woken")
  end
  say("w3 count " .. current():cancelling())
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 41 woken")
  end
  say("w3 42 end")
end
local function w4()
  if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f46()
    say("w4.f46 47")
    if T.w2 then say("w4.f46 cancels w2 " .. yn(T.w2:cancel())) end
    error("E49", 0)
  end
  local function f50()
    say("w4.f50 51")
    say("w4.f50 got " .. q:get())
    if not q:full() then q:put_nowait(53) end
    error("E54", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f46", f46)
    tg:spawn("f50", f50)
  end)
    if is(e, ErrorGroup) then say("w4 45 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w4 55 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(30)
say('main ends')
