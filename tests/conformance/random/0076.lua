-- random program 76
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
  sleep(2)
  say("w1 2")
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f6()
    say("w1.f6 7")
    do local _ <close> = lk:hold()
      say("w1.f6 9 in")
      if T.w3 then say("w1.f6 cancels w3 " .. yn(T.w3:cancel())) end
      local function f12()
        say("w1.f6.f12 13")
        if not q:empty() then say("w1.f6.f12 took " .. q:get_nowait()) end
        return "f12"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f12", f12)
      end)
        if is(e, ErrorGroup) then say("w1.f6 11 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    return "f6"
  end
  do local ok, e = pcall(function() say("w1 5 got " .. table.concat({ gather { spawn("f6", f6) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  say("w1 15 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 17 in")
    do local ok, e = pcall(function()
      local function f20()
        say("w2.f20 21")
        sleep(1)
        say("w2.f20 23")
        return "f20"
      end
      local function f24()
        say("w2.f24 25")
        sleep(1)
        say("w2.f24 27")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f24 28 ok") elseif type(e) == "string" then say("w2.f24 28 err " .. kind(e)) else error(e, 0) end end
        current():cancel()
        error("E30", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f20", f20), spawn("f24", f24) }, { timeout = 3 }) do say("w2 19 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 19 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w2 18 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    say("w2 got " .. q:get())
    say("w2 size " .. q:size())
  end
  say("w2 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(timeout, 1, function()
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 36 ok") elseif type(e) == "string" then say("w2 36 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2 35 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 38 woken")
    end
    if not q:full() then q:put_nowait(39) end
  end)
    if is(e, Timeout) then say("w2 34 timeout") elseif not ok then error(e, 0) end end
  say("w2 40 end")
end
local function w3()
  local function f42()
    say("w3.f42 43")
    ev:wait()
    say("w3.f42 45 ev")
    local function f47()
      say("w3.f42.f47 48")
      say("w3.f42.f47 got " .. q:get())
      if T.w5 then say("w3.f42.f47 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f42.f47 51 ok") elseif type(e) == "string" then say("w3.f42.f47 51 err " .. kind(e)) else error(e, 0) end end
      error("E52", 0)
    end
    do local ok, e = pcall(function() say("w3.f42 46 " .. wait_for(0, spawn("f47", f47))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f42 46 err " .. kind(e)) else error(e, 0) end end end
    return "f42"
  end
  local function f53()
    say("w3.f53 54")
    if T.w2 then say("w3.f53 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E56", 0)
  end
  do local dn, pn = wait({ spawn("f42", f42), spawn("f53", f53) }, { return_when = "first_error", timeout = 2 })
    say("w3 41 done " .. #dn .. " pending " .. #pn) end
  if not q:full() then q:put_nowait(57) end
  sleep(1)
  say("w3 59")
  say("w3 61")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w3 63 end")
end
local function w4()
  sleep(1)
  say("w4 65")
  sleep(1)
  say("w4 67")
  do local ok, e = pcall(function()
    local function f70()
      say("w4.f70 71")
      q:put(72)
      say("w4.f70 73 put 72")
      return "f70"
    end
    for _, x in ipairs(gather({ spawn("f70", f70) }, { return_errors = true })) do
      say("w4 69 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Cancelled) then say("w4 68 cancelled uncancel")
      say("w4 68 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  q:put(74)
  say("w4 75 put 74")
  sleep(0)
  say("w4 77")
  say("w4 78 end")
end
local function w5()
  ev:set()
  sleep(2)
  say("w5 81")
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(function()
      say("w5 got " .. q:get())
      say("w5 86")
      ev:wait()
      say("w5 88 ev")
    end)
      if is(e, Cancelled) then say("w5 83 cancelled cleanup")
        sleep(2)
        say("w5 83 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end)
    if is(e, Timeout) then say("w5 82 timeout") elseif not ok then error(e, 0) end end
  ev:set()
  q:put(91)
  say("w5 92 put 91")
  say("w5 93 end")
end
local function w6()
  if T.w4 then say("w6 cancels w4 " .. yn(T.w4:cancel())) end
  if not q:full() then q:put_nowait(95) end
  say("w6 96 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w5 ' .. yn(T.w5:cancel()))
if not q:empty() then q:get_nowait() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
