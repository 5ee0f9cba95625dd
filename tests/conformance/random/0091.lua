-- random program 91
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
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(function()
      current():cancel()
      say("w1 barrier " .. br:wait())
    end)
      if is(e, Cancelled) then say("w1 2 cancelled swallow")
      elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w1 6 in")
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
    end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 10 woken")
    end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w1 12")
  do local ok, e = pcall(function()
    if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    local function f16()
      say("w1.f16 17")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f16 19 woken")
      end
      local function f21()
        say("w1.f16.f21 22")
        sleep(2)
        say("w1.f16.f21 24")
        sleep(2)
        say("w1.f16.f21 26")
        return "f21"
      end
      do local ok, e = pcall(function() say("w1.f16 20 " .. wait_for(5, spawn("f21", f21))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f16 20 err " .. kind(e)) else error(e, 0) end end end
      return "f16"
    end
    do local ok, e = pcall(function() say("w1 15 " .. wait_for(1, spawn("f16", f16))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 15 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
  end)
    if is(e, Cancelled) then say("w1 13 cancelled err")
      error("X13", 0)
    elseif not ok then error(e, 0) end end
  say("w1 28 end")
end
local function w2()
  local function f30()
    say("w2.f30 31")
    do local ok, e = pcall(timeout, 1, function()
      if not q:full() then q:put_nowait(33) end
      sleep(5)
      say("w2.f30 35")
      if not q:empty() then say("w2.f30 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w2.f30 32 timeout") elseif not ok then error(e, 0) end end
    if not q:empty() then say("w2.f30 took " .. q:get_nowait()) end
    return "f30"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f30", f30)
  end)
    if is(e, ErrorGroup) then say("w2 29 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 count " .. current():cancelling())
  say("w2 39 end")
end
local function w3()
  ev:wait()
  say("w3 41 ev")
  say("w3 barrier " .. br:wait())
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 43 ok") elseif type(e) == "string" then say("w3 43 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w3 45 in")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3 46 ok") elseif type(e) == "string" then say("w3 46 err " .. kind(e)) else error(e, 0) end end
    say("w3 got " .. q:get())
  end
  say("w3 48 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 50 in")
    say("w4 size " .. q:size())
  end
  do local ok, e = pcall(timeout, 1, function()
    local function f54()
      say("w4.f54 55")
      say("w4.f54 count " .. current():cancelling())
      return "f54"
    end
    local function f57()
      say("w4.f57 58")
      sleep(2)
      say("w4.f57 60")
      say("w4.f57 62")
      say("w4.f57 64")
      return "f57"
    end
    for _, x in ipairs(gather({ spawn("f54", f54), spawn("f57", f57) }, { return_errors = true })) do
      say("w4 53 " .. (x.ok and x.value or kind(x.error)))
    end
    q:put(65)
    say("w4 66 put 65")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end)
    if is(e, Timeout) then say("w4 52 timeout") elseif not ok then error(e, 0) end end
  say("w4 69")
  if T.w4 then say("w4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 72")
  say("w4 73 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
say('main cancels w2 ' .. yn(T.w2:cancel()))
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(2)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
