-- random program 246
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local ok, e = pcall(function()
    say("w1 got " .. q:get())
    do local _ <close> = lk:hold()
      say("w1 4 in")
      sleep(2)
      say("w1 6")
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
      local function f9()
        say("w1.f9 10")
        if T.w2 then say("w1.f9 cancels w2 " .. yn(T.w2:cancel())) end
        sleep(0)
        say("w1.f9 13")
        return "f9"
      end
      local function f14()
        say("w1.f14 15")
        say("w1.f14 17")
        error("E18", 0)
      end
      local function f19()
        say("w1.f19 20")
        say("w1.f19 22")
        return "f19"
      end
      for _, x in ipairs(gather({ spawn("f9", f9), spawn("f14", f14), spawn("f19", f19) }, { return_errors = true })) do
        say("w1 8 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    local function f24()
      say("w1.f24 25")
      local function f27()
        say("w1.f24.f27 28")
        say("w1.f24.f27 30")
        if T.w5 then say("w1.f24.f27 cancels w5 " .. yn(T.w5:cancel())) end
        return "f27"
      end
      local function f32()
        say("w1.f24.f32 33")
        sleep(0)
        say("w1.f24.f32 35")
        return "f32"
      end
      for _, x in ipairs(gather({ spawn("f27", f27), spawn("f32", f32) }, { return_errors = true })) do
        say("w1.f24 26 " .. (x.ok and x.value or kind(x.error)))
      end
      say("w1.f24 got " .. q:get())
      sleep(0)
      say("w1.f24 38")
      error("E39", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f24", f24)
      sleep(3)
      say("w1 41")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, ErrorGroup) then say("w1 23 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w1 44 end")
end
local function w2()
  do local ok, e = pcall(function()
    say("w2 size " .. q:size())
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 48 woken")
    end
  end)
    if is(e, Cancelled) then say("w2 45 cancelled cleanup")
      sleep(5)
      say("w2 45 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(0)
  say("w2 50")
  say("w2 51 end")
end
local function w3()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 52 ok") elseif type(e) == "string" then say("w3 52 err " .. kind(e)) else error(e, 0) end end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w3 55 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 57 in")
    ev:set()
    do local _ <close> = lk:hold()
      say("w4 60 in")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w4 61 ok") elseif type(e) == "string" then say("w4 61 err " .. kind(e)) else error(e, 0) end end
    end
  end
  if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  say("w4 63 end")
end
local function w5()
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 5, function()
    sleep(0)
    say("w5 67")
    say("w5 barrier " .. br:wait())
  end)
    if is(e, Timeout) then say("w5 65 timeout") elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(69) end
  say("w5 70 end")
end
local function w6()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w6 71 ok") elseif type(e) == "string" then say("w6 71 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w6 73 in")
    say("w6 got " .. q:get())
    local function f76()
      say("w6.f76 77")
      if T.w2 then say("w6.f76 cancels w2 " .. yn(T.w2:cancel())) end
      if T.w1 then say("w6.f76 cancels w1 " .. yn(T.w1:cancel())) end
      return "f76"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f76", f76) }, { timeout = nil }) do say("w6 75 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 75 err " .. kind(e)) else error(e, 0) end end end
  end
  ev:set()
  if T.w5 then say("w6 cancels w5 " .. yn(T.w5:cancel())) end
  if T.w1 then say("w6 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w6 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
