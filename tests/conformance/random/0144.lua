-- random program 144
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
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(timeout, 3, function()
      if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
      ev:clear()
      if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
    end)
      if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
    sleep(3)
    say("w1 7")
    ev:set()
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  current():cancel()
  say("w1 11 end")
end
local function w2()
  sleep(2)
  say("w2 13")
  sleep(5)
  say("w2 15")
  do local _ <close> = sm:hold()
    say("w2 17 in")
    say("w2 size " .. q:size())
  end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 20 end")
end
local function w3()
  sleep(3)
  say("w3 22")
  do local ok, e = pcall(timeout, 1, function()
    say("w3 barrier " .. br:wait())
  end)
    if is(e, Timeout) then say("w3 23 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    current():cancel()
  end)
    if is(e, Timeout) then say("w3 25 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    sleep(2)
    say("w3 29")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    local function f32()
      say("w3.f32 33")
      if not q:empty() then say("w3.f32 took " .. q:get_nowait()) end
      return "f32"
    end
    local function f35()
      say("w3.f35 36")
      say("w3.f35 38")
      do local _ <close> = lk:hold()
        say("w3.f35 40 in")
        if not q:full() then q:put_nowait(41) end
        sleep(1)
        say("w3.f35 43")
        if not q:full() then q:put_nowait(44) end
      end
      return "f35"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f32", f32)
      tg:spawn("f35", f35)
      if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
      sleep(5)
      say("w3 47")
      sleep(5)
      say("w3 49")
    end)
      if is(e, ErrorGroup) then say("w3 31 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w3 27 cancelled swallow")
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 51 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
say('main cancels w2 ' .. yn(T.w2:cancel()))
ev:set()
sleep(5)
say('main ends')
