-- random program 292
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
  if not q:full() then q:put_nowait(1) end
  local function f3()
    say("w1.f3 4")
    do local _ <close> = lk:hold()
      say("w1.f3 6 in")
      if not q:full() then q:put_nowait(7) end
      local function f9()
        say("w1.f3.f9 10")
        say("w1.f3.f9 12")
        sleep(0)
        say("w1.f3.f9 14")
        say("w1.f3.f9 16")
        return "f9"
      end
      local function f17()
        say("w1.f3.f17 18")
        sleep(1)
        say("w1.f3.f17 20")
        if T.w1 then say("w1.f3.f17 cancels w1 " .. yn(T.w1:cancel())) end
        return "f17"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f9", f9), spawn("f17", f17) }, { timeout = nil }) do say("w1.f3 8 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f3 8 err " .. kind(e)) else error(e, 0) end end end
    end
    do local _ <close> = sm:hold()
      say("w1.f3 23 in")
      sleep(1)
      say("w1.f3 25")
    end
    if T.w2 then say("w1.f3 cancels w2 " .. yn(T.w2:cancel())) end
    return "f3"
  end
  do local ok, e = pcall(function() say("w1 2 " .. wait_for(1, spawn("f3", f3))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  local function f28()
    say("w1.f28 29")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f28 31 woken")
    end
    say("w1.f28 33")
    return "f28"
  end
  do local ok, e = pcall(function() say("w1 27 " .. wait_for(0, spawn("f28", f28))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 27 err " .. kind(e)) else error(e, 0) end end end
  do local ok, e = pcall(timeout, 0, function()
    sleep(3)
    say("w1 36")
    say("w1 barrier " .. br:wait())
  end)
    if is(e, Timeout) then say("w1 34 timeout") elseif not ok then error(e, 0) end end
  say("w1 38 end")
end
local function w2()
  local function f40()
    say("w2.f40 41")
    sleep(0)
    say("w2.f40 43")
    do local ok, e = pcall(function()
      local function f46()
        say("w2.f40.f46 47")
        if T.w4 then say("w2.f40.f46 cancels w4 " .. yn(T.w4:cancel())) end
        current():cancel()
        say("w2.f40.f46 count " .. current():cancelling())
        return "f46"
      end
      do local ok, e = pcall(function() say("w2.f40 45 got " .. table.concat({ gather { spawn("f46", f46) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f40 45 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w2.f40 44 cancelled uncancel")
        say("w2.f40 44 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    return "f40"
  end
  for _, x in ipairs(gather({ spawn("f40", f40) }, { return_errors = true })) do
    say("w2 39 " .. (x.ok and x.value or kind(x.error)))
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 51 ok") elseif type(e) == "string" then say("w2 51 err " .. kind(e)) else error(e, 0) end end
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 54 woken")
  end
  say("w2 55 end")
end
local function w3()
  do local ok, e = pcall(timeout, 3, function()
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
    do local ok, e = pcall(timeout, 1, function()
      local function f60()
        say("w3.f60 61")
        ev:set()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        error("E64", 0)
      end
      local function f65()
        say("w3.f65 66")
        sleep(2)
        say("w3.f65 68")
        return "f65"
      end
      for _, x in ipairs(gather({ spawn("f60", f60), spawn("f65", f65) }, { return_errors = true })) do
        say("w3 59 " .. (x.ok and x.value or kind(x.error)))
      end
      ev:clear()
    end)
      if is(e, Timeout) then say("w3 58 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 56 timeout") elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(70) end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 72 end")
end
local function w4()
  do local ok, e = pcall(function()
    if not q:full() then q:put_nowait(74) end
    local function f76()
      say("w4.f76 77")
      do local _ <close> = sm:hold()
        say("w4.f76 79 in")
        ev:set()
        if not q:empty() then say("w4.f76 took " .. q:get_nowait()) end
      end
      ev:clear()
      return "f76"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f76", f76)
      sleep(5)
      say("w4 84")
    end)
      if is(e, ErrorGroup) then say("w4 75 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w4 73 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w4 count " .. current():cancelling())
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:set()
  sleep(1)
  say("w4 89")
  say("w4 90 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(3)
sleep(30)
say('main ends')
