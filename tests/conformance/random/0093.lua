-- random program 93
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
  ev:wait()
  say("w1 2 ev")
  say("w1 got " .. q:get())
  do local ok, e = pcall(timeout, 0, function()
    local function f6()
      say("w1.f6 7")
      local function f9()
        say("w1.f6.f9 10")
        if T.w3 then say("w1.f6.f9 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f9"
      end
      do local ok, e = pcall(function() say("w1.f6 8 " .. wait_for(0, spawn("f9", f9))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f6 8 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w1.f6 13")
      if T.w4 then say("w1.f6 cancels w4 " .. yn(T.w4:cancel())) end
      error("E15", 0)
    end
    do local dn, pn = wait({ spawn("f6", f6) }, { return_when = "first", timeout = 1 })
      say("w1 5 done " .. #dn .. " pending " .. #pn) end
  end)
    if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 17 end")
end
local function w2()
  sleep(0)
  say("w2 19")
  sleep(1)
  say("w2 21")
  say("w2 barrier " .. br:wait())
  sleep(0)
  say("w2 24")
  sleep(1)
  say("w2 26")
  say("w2 27 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 29 ok") elseif type(e) == "string" then say("w3 29 err " .. kind(e)) else error(e, 0) end end
  say("w3 30 end")
end
local function w4()
  ev:wait()
  say("w4 32 ev")
  do local _ <close> = lk:hold()
    say("w4 34 in")
    sleep(3)
    say("w4 36")
    do local ok, e = pcall(timeout, 1, function()
      local function f39()
        say("w4.f39 40")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f39"
      end
      do local ok, e = pcall(function() say("w4 38 " .. wait_for(1, spawn("f39", f39))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 38 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = sm:hold()
        say("w4 43 in")
        sleep(5)
        say("w4 45")
        say("w4 47")
        ev:wait()
        say("w4 49 ev")
      end
      local function f51()
        say("w4.f51 52")
        if not q:empty() then say("w4.f51 took " .. q:get_nowait()) end
        return "f51"
      end
      do local ok, e = pcall(function() say("w4 50 " .. wait_for(0, spawn("f51", f51))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 50 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w4 37 timeout") elseif not ok then error(e, 0) end end
  end
  if T.w4 then say("w4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 56")
  say("w4 58")
  say("w4 59 end")
end
local function w5()
  ev:clear()
  local function f62()
    say("w5.f62 63")
    local function f65()
      say("w5.f62.f65 66")
      local function f68()
        say("w5.f62.f65.f68 69")
        say("w5.f62.f65.f68 got " .. q:get())
        error("E71", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f68", f68) }, { timeout = 0 }) do say("w5.f62.f65 67 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f62.f65 67 err " .. kind(e)) else error(e, 0) end end end
      sleep(3)
      say("w5.f62.f65 73")
      error("E74", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f65", f65)
      sleep(2)
      say("w5.f62 76")
      q:put(77)
      say("w5.f62 78 put 77")
    end)
      if is(e, ErrorGroup) then say("w5.f62 64 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w4:await() end)
      if ok then say("w5.f62 79 ok") elseif type(e) == "string" then say("w5.f62 79 err " .. kind(e)) else error(e, 0) end end
    ev:wait()
    say("w5.f62 81 ev")
    error("E82", 0)
  end
  local function f83()
    say("w5.f83 84")
    say("w5.f83 86")
    if not q:full() then q:put_nowait(87) end
    return "f83"
  end
  for _, x in ipairs(gather({ spawn("f62", f62), spawn("f83", f83) }, { return_errors = true })) do
    say("w5 61 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w5 89")
  sleep(5)
  say("w5 91")
  say("w5 got " .. q:get())
  say("w5 93 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(2)
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(5)
say('main ends')
