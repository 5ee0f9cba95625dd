-- random program 124
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
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(2)
  say("w1 3")
  q:put(4)
  say("w1 5 put 4")
  do local ok, e = pcall(timeout, 1, function()
    say("w1 8")
    local function f10()
      say("w1.f10 11")
      do local ok, e = pcall(timeout, 0, function()
        sleep(0)
        say("w1.f10 14")
      end)
        if is(e, Timeout) then say("w1.f10 12 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        sleep(2)
        say("w1.f10 17")
      end)
        if is(e, Timeout) then say("w1.f10 15 timeout") elseif not ok then error(e, 0) end end
      if not q:full() then q:put_nowait(18) end
      return "f10"
    end
    local function f19()
      say("w1.f19 20")
      do local _ <close> = sm:hold()
        say("w1.f19 22 in")
        ev:wait()
        say("w1.f19 24 ev")
        if not q:full() then q:put_nowait(25) end
        sleep(0)
        say("w1.f19 27")
      end
      do local ok, e = pcall(function()
        if T.w3 then say("w1.f19 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(2)
        say("w1.f19 31")
        say("w1.f19 33")
      end)
        if is(e, Cancelled) then say("w1.f19 28 cancelled err")
          error("X28", 0)
        elseif not ok then error(e, 0) end end
      local function f35()
        say("w1.f19.f35 36")
        if T.w2 then say("w1.f19.f35 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E38", 0)
      end
      local function f39()
        say("w1.f19.f39 40")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        ev:set()
        sleep(3)
        say("w1.f19.f39 44")
        return "f39"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f35", f35)
        tg:spawn("f39", f39)
        if T.w3 then say("w1.f19 cancels w3 " .. yn(T.w3:cancel())) end
        if not q:full() then q:put_nowait(46) end
        say("w1.f19 got " .. q:get())
      end)
        if is(e, ErrorGroup) then say("w1.f19 34 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f19"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f10", f10)
      tg:spawn("f19", f19)
    end)
      if is(e, ErrorGroup) then say("w1 9 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 6 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w1 49")
  say("w1 50 end")
end
local function w2()
  local function f52()
    say("w2.f52 53")
    if T.w3 then say("w2.f52 cancels w3 " .. yn(T.w3:cancel())) end
    return "f52"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f52", f52)
  end)
    if is(e, ErrorGroup) then say("w2 51 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = defer(function()
    say("w2 55 finally")
  end)
    do local _ <close> = defer(function()
      sleep(3)
      say("w2 56 finally")
    end)
      say("w2 58")
      if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
      if not q:full() then q:put_nowait(60) end
    end
    sleep(1)
    say("w2 62")
    say("w2 64")
  end
  say("w2 65 end")
end
local function w3()
  local function f67()
    say("w3.f67 68")
    do local ok, e = pcall(timeout, 1, function()
      local function f71()
        say("w3.f67.f71 72")
        sleep(0)
        say("w3.f67.f71 74")
        ev:clear()
        return "f71"
      end
      local function f76()
        say("w3.f67.f76 77")
        if not q:full() then q:put_nowait(78) end
        error("E79", 0)
      end
      for _, x in ipairs(gather({ spawn("f71", f71), spawn("f76", f76) }, { return_errors = true })) do
        say("w3.f67 70 " .. (x.ok and x.value or kind(x.error)))
      end
      if T.w1 then say("w3.f67 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w3.f67 69 timeout") elseif not ok then error(e, 0) end end
    if not q:empty() then say("w3.f67 took " .. q:get_nowait()) end
    return "f67"
  end
  local function f82()
    say("w3.f82 83")
    sleep(0)
    say("w3.f82 85")
    error("E86", 0)
  end
  for _, x in ipairs(gather({ spawn("f67", f67), spawn("f82", f82) }, { return_errors = true })) do
    say("w3 66 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(0)
  say("w3 88")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 89 ok") elseif type(e) == "string" then say("w3 89 err " .. kind(e)) else error(e, 0) end end
  sleep(1)
  say("w3 91")
  say("w3 92 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(0)
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
